import { claimMac, claimName, type ReadNetworkFile } from './claim.ts';
import { readIni, settingOf } from './iniSections.ts';

/** A connection of NetworkManager. Source: nm-settings-keyfile(5). */
export const readKeyfile: ReadNetworkFile = (lines, placeOf) => {
  const rows = readIni(lines);
  const type = settingOf(rows, 'connection', 'type')?.value;
  const autoconnect = settingOf(rows, 'connection', 'autoconnect')?.value;
  if (autoconnect === 'false' || !/^(?:ethernet|802-3-ethernet)$/.test(type ?? ''))
    return { claims: [], renamings: [] };
  const mac = settingOf(rows, 'ethernet', 'mac-address') ?? settingOf(rows, '802-3-ethernet', 'mac-address');
  if (mac !== undefined) return { claims: claimMac(mac.value, placeOf(mac.line, mac.text)), renamings: [] };
  const name = settingOf(rows, 'connection', 'interface-name') ?? settingOf(rows, 'match', 'interface-name');
  if (name !== undefined)
    return { claims: claimName(name.value.replaceAll(';', ' ').trim(), placeOf(name.line, name.text)), renamings: [] };
  const driver = settingOf(rows, 'match', 'driver');
  const place = placeOf(driver?.line ?? 1, driver?.text ?? lines[0] ?? '');
  const pattern = driver?.value.replaceAll(';', ' ').trim() ?? '*';
  return { claims: [{ by: driver === undefined ? 'any' : 'driver', pattern, place }], renamings: [] };
};
