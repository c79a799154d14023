import { posix } from 'node:path';
import { claimMac, claimName, type ReadNetworkFile } from './claim.ts';

/** `ifcfg-eth0` of the RHEL family, Amazon Linux 2 and SUSE: shell assignments. Source: sysconfig.txt of initscripts, ifcfg(5). */
export const readIfcfg: ReadNetworkFile = (lines, placeOf) => {
  const rows = lines.flatMap((text, index) => {
    const [, key, value = ''] = /^\s*([A-Z_]{1,40})=(.*)$/.exec(text) ?? [];
    return key === undefined
      ? []
      : [{ key, value: value.trim().replace(/^(["'])(.*)\1$/, '$2'), place: placeOf(index + 1, text) }];
  });
  const of = (key: string) => rows.findLast((row) => row.key === key && row.value !== '');
  const fileName = placeOf(1, lines[0] ?? '');
  const ownName = /^ifcfg-([\w.:-]{1,64})$/.exec(posix.basename(fileName.source))?.[1] ?? '';
  const off =
    of('ONBOOT')?.value.toLowerCase() === 'no' || /^(?:off|manual|hotplug)$/.test(of('STARTMODE')?.value ?? '');
  const mac = of('HWADDR') ?? of('LLADDR');
  if (off || ownName === 'lo') return { claims: [], renamings: [] };
  if (mac !== undefined) return { claims: claimMac(mac.value, mac.place), renamings: [] };
  const device = of('DEVICE');
  return { claims: claimName(device?.value ?? ownName, device?.place ?? fileName), renamings: [] };
};
