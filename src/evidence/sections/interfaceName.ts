/** Names that Linux and FreeBSD give to adapters, as they stand alone or in front of a counter. */
const nameForm = /^(?:eth|ens|eno|enp|enx|enX|enP|ena|eni|em|bond|br|vlan|port |p)\d[\w.]{0,12}$/;
const wordForm = /\b(?:eth\d{1,3}|en[sopxXP]\w{0,10}\d|ena\d{1,2})\b/;
const longestName = 16;

/** True for what looks like the name of a network interface: `eth0`, `ens5`, `enp0s5`, `ena0`. */
export function isInterfaceName(text: string): boolean {
  return text.length <= longestName && nameForm.test(text);
}

/** The first interface name inside `text`, which must be short. */
export function findInterfaceName(text: string): string | undefined {
  return wordForm.exec(text.slice(0, 200))?.[0];
}
