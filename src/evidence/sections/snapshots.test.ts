import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

/** The snapshots that a text tells of: whose, and what was counted. */
const snapshots = (...lines: string[]) =>
  readSections(lines.join('\n')).flatMap((seen) =>
    seen.kind === 'counters'
      ? [[seen.interface, Object.fromEntries([...seen.values].map(([name, { value }]) => [name, value]))]]
      : [],
  );

describe('counters that any driver prints', () => {
  it.each([
    'tx_timeout: 3',
    'suspend: 1\nresume: 5',
    'interface_up: 1',
    'queue_0_tx_cnt: 5',
    'rx_drops: 9\ntx_drops: 9',
  ])('are nobody’s when they stand alone: %j', (text) => {
    expect(snapshots(text)).toEqual([]);
    expect(snapshots('NIC statistics:', text)).toEqual([]);
  });

  it('are ENA’s when the driver was named before', () => {
    expect(snapshots('$ ethtool -i eth0', 'driver: ena', '$ ethtool -S eth0 | grep timeout', 'tx_timeout: 3')).toEqual([
      ['eth0', { tx_timeout: 3 }],
    ]);
  });

  it('are ENA’s when the driver is named after', () => {
    expect(snapshots('$ ethtool -S eth0 | grep timeout', 'tx_timeout: 3', '$ ethtool -i eth0', 'driver: ena')).toEqual([
      ['eth0', { tx_timeout: 3 }],
    ]);
  });

  it('are ENA’s when the interface counts what only ENA does', () => {
    const table = ['$ ethtool -S eth0 | grep timeout', 'tx_timeout: 3', '$ ethtool -S eth0 | grep wd', 'wd_expired: 1'];
    expect(snapshots(...table)).toEqual([['eth0', { tx_timeout: 3, wd_expired: 1 }]]);
  });

  it('are not ENA’s when another driver serves the interface', () => {
    const other = ['$ ethtool -i eth0', 'driver: hns3'];
    const table = [
      '$ ethtool -S eth0',
      'NIC statistics:',
      ' tx_timeout: 3',
      ' queue_0_tx_cnt: 5',
      ' queue_1_tx_cnt: 5',
    ];
    expect(snapshots(...other, ...table)).toEqual([]);
    expect(snapshots(...table, ...other)).toEqual([]);
    expect(snapshots('$ ethtool -i eth1', 'driver: ena', ...other, ...table)).toEqual([]);
  });

  it('are not ENA’s for a command about something else', () => {
    expect(snapshots('$ ethtool -i eth0', 'driver: ena', '$ cat settings.yaml', 'tx_timeout: 3')).toEqual([]);
  });

  it('are ENA’s when several queues are listed in its way', () => {
    expect(snapshots('queue_0_tx_cnt: 5', 'queue_1_tx_cnt: 6')).toHaveLength(1);
    expect(snapshots('$ ethtool -S eth0 | grep tx_cnt', 'queue_0_tx_cnt: 5', 'queue_1_tx_cnt: 6')).toHaveLength(1);
  });
});

describe('filtered outputs of one adapter', () => {
  const pps = ['$ ethtool -S eth0 | grep pps', 'pps_allowance_exceeded: 14502'];
  const bandwidth = ['2. Bandwidth', '$ ethtool -S eth0 | grep bw', 'bw_in_allowance_exceeded: 8432'];

  it('are one snapshot when they have no counter in common', () => {
    expect(snapshots(...pps, ...bandwidth)).toEqual([
      ['eth0', { pps_allowance_exceeded: 14_502, bw_in_allowance_exceeded: 8_432 }],
    ]);
  });

  it('are two snapshots when both are asked again', () => {
    const all = snapshots(...pps, ...bandwidth, ...pps, ...bandwidth);
    expect(all.map(([, values]) => Object.keys(values ?? {}))).toEqual([
      ['pps_allowance_exceeded', 'bw_in_allowance_exceeded'],
      ['pps_allowance_exceeded', 'bw_in_allowance_exceeded'],
    ]);
  });

  it('stay apart when they are of two adapters', () => {
    expect(snapshots(...pps, '$ ethtool -S eth1 | grep wd', 'wd_expired: 1').map(([name]) => name)).toEqual([
      'eth0',
      'eth1',
    ]);
  });

  it('come in good time, however many there are', () => {
    const lines = Array.from({ length: 60_000 }, (_, at) => `queue_${at % 30_000}_tx_missed_tx: 1\nso be it`);
    const startedAt = performance.now();
    const all = snapshots(...lines);
    expect(all.length).toBeGreaterThan(1);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
