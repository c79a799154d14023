import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('node_exporter', () => {
  it('gathers the series of each device', () => {
    const seen = readSections(fixture('node-exporter.prom'));
    expect(seen).toMatchObject([{ interface: 'ens5' }, { interface: 'ens6' }]);
    expect(seen[0]?.kind === 'counters' && [...seen[0].values].map(([name, { value }]) => [name, value])).toEqual([
      ['bw_in_allowance_exceeded', 12_751_829],
      ['pps_allowance_exceeded', 7],
    ]);
  });

  it('leaves series that ENA does not count alone', () => {
    expect(readSections('node_ethtool_received_packets_total{device="eth0"} 5')).toEqual([]);
  });
});
