import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('ethtool -i', () => {
  it('reads version and address', () => {
    expect(readSections(fixture('ethtool-driver.txt'))).toEqual([
      {
        kind: 'driver',
        driver: 'ena',
        version: '2.17.0g',
        pci: '0000:00:05.0',
        interface: 'ens5',
        place: { source: '', line: 2, text: 'driver: ena' },
      },
    ]);
  });

  it('reads other drivers as well', () => {
    expect(readSections(fixture('ethtool-driver-vif.txt'))).toMatchObject([{ driver: 'vif', interface: 'eth0' }]);
  });

  it("takes the interface from a collector's file name", () => {
    const path = 'sosreport/sos_commands/networking/ethtool_-i_eth1';
    expect(readSections('driver: ena\nversion: 6.1.0', path)).toMatchObject([{ interface: 'eth1', version: '6.1.0' }]);
  });
});
