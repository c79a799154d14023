import type { Machine } from './machine.ts';
import { KernelUnusable } from './problems.ts';

export interface BringUpOptions {
  /** Address and length of its prefix, or `dhcp` where the network gives one. */
  readonly address?: string;
  /** Parameters of the driver, as `modprobe` takes them. */
  readonly parameters?: readonly string[];
  readonly timeoutMs?: number;
}

const usualAddress = '10.0.0.1/24';

/** Waits until the kernel says that the link is there; it is not told as an event to a shell. */
const awaitCarrier = `until [ "$(cat "/sys/class/net/$interface/carrier")" = 1 ]; do usleep 20000; done`;

const configure = (address: string): string =>
  address === 'dhcp' ? 'udhcpc -q -n -s /run/dhcp -i "$interface"' : `ip address add ${address} dev "$interface"`;

/** What `udhcpc` calls with what it was given. */
const dhcpScript = `cat >/run/dhcp <<'END'
[ "$1" = bound ] || exit 0
ip address add "$ip/$mask" dev "$interface"
for gateway in $router; do ip route add default via "$gateway" dev "$interface"; break; done
for server in $dns; do echo "nameserver $server"; done >/etc/resolv.conf
END
chmod +x /run/dhcp`;

/**
 * Loads the driver, gives its interface an address, and waits for the link.
 *
 * @returns the name of the interface
 * @throws KernelUnusable where the driver does not take the adapter
 * @throws MachineSilent, MachineEnded
 */
export const bringUp = async (machine: Machine, options: BringUpOptions = {}): Promise<string> => {
  const { address = usualAddress, parameters = [], timeoutMs = 60_000 } = options;
  const loaded = await machine.run(`modprobe ena ${parameters.join(' ')}`, { timeoutMs });
  if (loaded.code !== 0) throw new KernelUnusable(`the driver cannot be loaded: ${loaded.output.trim()}`);
  const found = await machine.run('ls -d /sys/bus/pci/drivers/ena/*/net/* | head -n 1', { timeoutMs });
  const [name] = /[^/\n]+$/.exec(found.output.trimEnd()) ?? [];
  if (found.code !== 0 || name === undefined || found.output.includes('No such file'))
    throw new KernelUnusable('the driver was loaded, and did not take the adapter', 'The kernel log tells why.');
  const up = address === 'dhcp' ? [dhcpScript] : [];
  const script = [`interface=${name}`, ...up, 'ip link set "$interface" up', awaitCarrier, configure(address)];
  const { code, output } = await machine.run(`set -e\n${script.join('\n')}`, { timeoutMs });
  if (code !== 0) throw new KernelUnusable(`${name} cannot be brought up: ${output.trim()}`);
  return name;
};
