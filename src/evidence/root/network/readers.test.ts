import { describe, expect, it } from 'vitest';
import type { ReadNetworkFile } from './claim.ts';
import { readIfcfg } from './ifcfg.ts';
import { readInterfacesFile } from './interfacesFile.ts';
import { readKeyfile } from './keyfile.ts';
import { readNetplan } from './netplan.ts';
import { readLinkUnit, readNetworkUnit } from './networkd.ts';
import { readUdevRules } from './udevRules.ts';

const mac = '0e:1f:2a:3b:4c:5d';
const claimsOf = (read: ReadNetworkFile, text: string, source = 'file') =>
  read(text.split('\n'), (line, quoted) => ({ source, line, text: quoted })).claims.map(
    ({ by, pattern, place }) => `${by} ${pattern} @${place.line}`,
  );
const namesOf = (read: ReadNetworkFile, text: string) =>
  read(text.split('\n'), (line, quoted) => ({ source: 'file', line, text: quoted })).renamings.map(
    ({ name, mac: of, driver }) => [name, of, driver],
  );

// biome-ignore format: a table
const rows: [what: string, read: ReadNetworkFile, text: string, claims: readonly string[], source?: string][] = [
  ['netplan by name', readNetplan, 'network:\n  ethernets:\n    ens5:\n      dhcp4: true\n    "eth1":\n      dhcp4: no\n  bonds:\n    bond0: {}\n', ['name ens5 @3', 'name eth1 @5']],
  ['netplan by MAC', readNetplan, `network:\n  ethernets:\n    primary:\n      match:\n        macaddress: "${mac.toUpperCase()}"\n      set-name: ens5\n`, [`mac ${mac} @5`]],
  ['netplan by driver', readNetplan, 'network:\n ethernets:\n  x:\n   match:\n    driver: ixgbevf\n', ['driver ixgbevf @5']],
  ['netplan by pattern', readNetplan, 'network:\n  ethernets:\n    all:\n      match: \n        name: "e*" # all\n', ['name e* @5']],
  ['netplan that matches anything', readNetplan, 'network:\n  ethernets:\n    all:\n      match:\n      dhcp4: true\n', ['any * @3']],
  ['netplan without ethernets', readNetplan, 'network:\n  version: 2\n  renderer: networkd\n', []],
  ['networkd by driver', readNetworkUnit, '[Match]\nDriver=ena ixgbevf vif\n[Network]\nDHCP=yes\n', ['driver ena ixgbevf vif @2']],
  ['networkd by name', readNetworkUnit, '[Match]\nName=en* eth*\n', ['name en* eth* @2']],
  ['networkd by type', readNetworkUnit, '[Match]\nType=ether\n', ['any ether @2']],
  ['networkd by MAC', readNetworkUnit, `[Match]\nMACAddress=${mac}\nName=ens5\n`, [`mac ${mac} @2`]],
  ['networkd for containers', readNetworkUnit, '[Match]\nName=ve-*\nDriver=veth\n', []],
  ['networkd that leaves it unmanaged', readNetworkUnit, '[Match]\nName=ens5\n[Link]\nUnmanaged=yes\n', []],
  ['a keyfile by name', readKeyfile, '[connection]\ntype=ethernet\ninterface-name=eth0\n', ['name eth0 @3']],
  ['a keyfile by MAC', readKeyfile, `[connection]\ntype=ethernet\n[ethernet]\nmac-address=${mac}\n`, [`mac ${mac} @4`]],
  ['a keyfile for anything', readKeyfile, '[connection]\ntype=ethernet\n', ['any * @1']],
  ['a keyfile of wireless', readKeyfile, '[connection]\ntype=wifi\ninterface-name=wlan0\n', []],
  ['a keyfile that does not connect by itself', readKeyfile, '[connection]\ntype=ethernet\nautoconnect=false\n', []],
  ['ifcfg by name', readIfcfg, 'DEVICE="eth0"\nONBOOT=yes\n', ['name eth0 @1'], 'ifcfg-eth0'],
  ['ifcfg by its file’s name', readIfcfg, "BOOTPROTO='dhcp'\nSTARTMODE='auto'\n", ['name eth0 @1'], 'ifcfg-eth0'],
  ['ifcfg by MAC', readIfcfg, `DEVICE=eth0\nHWADDR=${mac.toUpperCase()}\n`, [`mac ${mac} @2`], 'ifcfg-eth0'],
  ['ifcfg that is off', readIfcfg, 'DEVICE=eth1\nONBOOT=no\n', [], 'ifcfg-eth1'],
  ['ifcfg of a bridge', readIfcfg, 'DEVICE=br0\nTYPE=Bridge\n', [], 'ifcfg-br0'],
  ['interfaces by name', readInterfacesFile, 'auto lo eth0\niface eth0 inet dhcp\nallow-hotplug ens5\n', ['name eth0 @1', 'name ens5 @3']],
  ['interfaces by pattern', readInterfacesFile, 'auto /en*/=dhcp\n', ['name en* @1']],
  ['interfaces of others', readInterfacesFile, 'auto lo\nauto br0\nsource /etc/network/interfaces.d/*\n', []],
];

describe('an interface is claimed', () => {
  it.each(rows)('by %s', (_what, read, text, claims, source) => {
    expect(claimsOf(read, text, source)).toEqual(claims);
  });
});

describe('an interface is named', () => {
  it('by a rule of udev, for a MAC address and perhaps a driver', () => {
    const rule = (drivers: string) =>
      `SUBSYSTEM=="net", ACTION=="add", DRIVERS=="${drivers}", ATTR{address}=="${mac}", NAME="eth0"`;
    expect(namesOf(readUdevRules, `# comment NAME="x"\n${rule('?*')}\n${rule('vif')}\n`)).toEqual([
      ['eth0', mac, undefined],
      ['eth0', mac, 'vif'],
    ]);
  });

  it('by no rule that computes the name, or is for something else', () => {
    expect(
      namesOf(
        readUdevRules,
        'SUBSYSTEM=="net", NAME="$env{ID_NET_NAME}"\nSUBSYSTEM=="block", NAME="xvda"\nSUBSYSTEM=="net", PROGRAM=="x", NAME="%c"\n',
      ),
    ).toEqual([]);
  });

  it('by a .link file, and by netplan’s set-name', () => {
    expect(namesOf(readLinkUnit, `[Match]\nMACAddress=${mac}\n[Link]\nName=net0\n`)).toEqual([
      ['net0', mac, undefined],
    ]);
    expect(
      namesOf(
        readNetplan,
        `network:\n  ethernets:\n    a:\n      match:\n        macaddress: ${mac}\n      set-name: eth0\n`,
      ),
    ).toEqual([['eth0', mac, undefined]]);
  });
});
