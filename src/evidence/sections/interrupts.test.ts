import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('/proc/interrupts', () => {
  it('reads the vectors of ENA, one number per CPU', () => {
    expect(readSections(fixture('interrupts.txt'))).toMatchObject([
      { name: 'ena-mgmnt@pci:0000:00:05.0', pci: '0000:00:05.0', perCpu: [845, 12] },
      { name: 'eth0-Tx-Rx-0', interface: 'eth0', perCpu: [1_455_005, 0] },
      { name: 'eth0-Tx-Rx-1', interface: 'eth0', perCpu: [0, 1_870_959] },
    ]);
  });

  it('reads rows that grep let through', () => {
    expect(readSections(' 28:  5  0  7   PCI-MSIX-0000:00:05.0   1-edge      ens5-Tx-Rx-0')).toMatchObject([
      { interface: 'ens5', perCpu: [5, 0, 7] },
    ]);
  });

  it('reads the header of a machine with 448 CPUs', () => {
    const cpus = Array.from({ length: 448 }, (_, at) => `CPU${at}`.padStart(11)).join('');
    const counts = Array.from({ length: 448 }, () => '          1').join('');
    const [seen] = readSections(`     ${cpus}\n 99:${counts}   PCI-MSI 81921-edge      eth0-Tx-Rx-0`);
    expect(seen?.kind === 'interrupt' && seen.perCpu.length).toBe(448);
  });
});
