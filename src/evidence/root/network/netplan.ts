import { type Claim, claimMac, claimName, type ReadNetworkFile, type Renaming } from './claim.ts';

interface Row {
  readonly indent: number;
  readonly key: string;
  readonly value: string;
  readonly line: number;
  readonly text: string;
}

/**
 * The ethernets of a netplan file. Of YAML only block mappings are read, which is what people and cloud-init write;
 * a file in flow style (`{…}`) claims nothing here. Source: netplan's YAML reference.
 */
export const readNetplan: ReadNetworkFile = (lines, placeOf) => {
  const rows = lines.flatMap(rowOf);
  const claims: Claim[] = [];
  const renamings: Renaming[] = [];
  for (const { own, head } of devicesOf(rows)) {
    const of = (key: string) => own.find((row) => row.key === key && row.value !== '');
    const at = ({ line, text }: Row) => placeOf(line, text);
    const isMatched = own.some(({ key }) => key === 'match');
    const [mac, driver, name, given] = [of('macaddress'), of('driver'), of('name'), of('set-name')];
    if (isMatched && given !== undefined)
      renamings.push({ name: given.value, mac: mac?.value.toLowerCase(), driver: driver?.value, place: at(given) });
    if (!isMatched) claims.push(...claimName(head.key, at(head)));
    else if (mac !== undefined) claims.push(...claimMac(mac.value, at(mac)));
    else if (driver !== undefined) claims.push({ by: 'driver', pattern: driver.value, place: at(driver) });
    else if (name !== undefined) claims.push(...claimName(name.value, at(name)));
    else claims.push({ by: 'any', pattern: '*', place: at(head) });
  }
  return { claims, renamings };
};

const rowOf = (text: string, index: number): readonly Row[] => {
  const [, indent = '', key, value = ''] =
    /^( *)["']?([^\s"'#:{}[\],][^"'#{}[\],]{0,80}?)["']?:(?:\s+(.*))?$/.exec(text.trimEnd()) ?? [];
  if (key === undefined) return [];
  const plain = value.replace(/\s+#.*$/, '').trim();
  return [{ indent: indent.length, key, value: plain.replace(/^(["'])(.*)\1$/, '$2'), line: index + 1, text }];
};

/** Each device under `ethernets:`, with the rows below it: those of `match` count as its own. */
const devicesOf = (rows: readonly Row[]): readonly { head: Row; own: readonly Row[] }[] => {
  const devices: { head: Row; own: Row[] }[] = [];
  let within = -1;
  let deviceIndent = -1;
  for (const row of rows) {
    if (within >= 0 && row.indent <= within) within = -1;
    if (within < 0) {
      if (row.key === 'ethernets' && row.value === '') [within, deviceIndent] = [row.indent, -1];
      continue;
    }
    if (deviceIndent < 0) deviceIndent = row.indent;
    if (row.indent <= deviceIndent) devices.push({ head: row, own: [] });
    else devices.at(-1)?.own.push(row);
  }
  return devices;
};
