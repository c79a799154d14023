import { type Claim, claimMac, claimName, isMac, type ReadNetworkFile } from './claim.ts';
import { type IniRow, readIni, settingOf } from './iniSections.ts';

/** `.network` of systemd-networkd: what its `[Match]` picks. Source: systemd.network(5). */
export const readNetworkUnit: ReadNetworkFile = (lines, placeOf) => {
  const rows = readIni(lines);
  const at = ({ line, text }: IniRow) => placeOf(line, text);
  const of = (key: string) => settingOf(rows, 'match', key);
  const [mac, name, driver, type] = [
    of('macaddress') ?? of('permanentmacaddress'),
    of('name'),
    of('driver'),
    of('type'),
  ];
  const claims = (): readonly Claim[] => {
    if (settingOf(rows, 'link', 'unmanaged')?.value === 'yes') return [];
    if (mac !== undefined) return mac.value.split(/\s+/).flatMap((one) => claimMac(one, at(mac)));
    // `!` turns a match around; what then remains may well be the adapter.
    const turned = [name, driver].find((row) => row?.value.startsWith('!'));
    if (turned !== undefined) return [{ by: 'any', pattern: turned.value, place: at(turned) }];
    if (name !== undefined) return claimName(name.value, at(name));
    if (driver !== undefined) return [{ by: 'driver', pattern: driver.value, place: at(driver) }];
    return type?.value === 'ether' ? [{ by: 'any', pattern: type.value, place: at(type) }] : [];
  };
  return { claims: claims(), renamings: [] };
};

/** `.link` of systemd-udevd: the name its `[Link]` gives. Source: systemd.link(5). */
export const readLinkUnit: ReadNetworkFile = (lines, placeOf) => {
  const rows = readIni(lines);
  const name = settingOf(rows, 'link', 'name');
  const mac = settingOf(rows, 'match', 'macaddress') ?? settingOf(rows, 'match', 'permanentmacaddress');
  const driver = settingOf(rows, 'match', 'driver')?.value;
  if (name === undefined) return { claims: [], renamings: [] };
  const macs = mac === undefined ? [undefined] : mac.value.split(/\s+/).filter(isMac);
  const place = placeOf(name.line, name.text);
  return { claims: [], renamings: macs.map((one) => ({ name: name.value, mac: one?.toLowerCase(), driver, place })) };
};
