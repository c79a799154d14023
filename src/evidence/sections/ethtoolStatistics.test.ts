import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

const counters = (text: string) => readSections(text).filter((seen) => seen.kind === 'counters');
const numbers = (text: string) =>
  counters(text).map(({ values }) => Object.fromEntries([...values].map(([name, { value }]) => [name, value])));

describe('ethtool -S', () => {
  it("reads the page's listing up to where it is cut", () => {
    const [seen, ...more] = counters(fixture('ethtool-statistics-page.txt'));
    expect(more).toEqual([]);
    expect(seen).toMatchObject({ family: 'linux', when: {} });
    expect(seen?.values.size).toBe(15);
    expect(seen?.values.get('queue_0_tx_bytes')).toEqual({
      value: 1_075_749,
      place: { source: '', line: 16, text: '    queue_0_tx_bytes: 1075749' },
    });
  });

  it('takes interface and time from the banner above', () => {
    expect(counters(fixture('ethtool-statistics-collector.txt'))).toMatchObject([
      { interface: 'eth0', when: { wallMs: Date.UTC(2022, 10, 23, 12, 7, 22) } },
    ]);
  });

  it('tells two snapshots of one interface apart', () => {
    const seen = counters(fixture('ethtool-statistics-snapshots.txt'));
    expect(seen.map(({ interface: name, when }) => [name, when.wallMs])).toEqual([
      ['eth0', Date.UTC(2026, 10, 23, 19, 0, 0)],
      ['eth0', Date.UTC(2026, 10, 23, 19, 1, 0)],
    ]);
  });

  it("reads EKS's collector, which heads each table with the interface", () => {
    expect(counters(fixture('ethtool-statistics-eks.txt')).map((seen) => seen.interface)).toEqual(['eth0', 'eth1']);
  });

  it('begins a new snapshot where a name comes again without a header', () => {
    expect(numbers('wd_expired: 1\npps_allowance_exceeded: 5\nwd_expired: 2')).toEqual([
      { wd_expired: 1, pps_allowance_exceeded: 5 },
      { wd_expired: 2 },
    ]);
  });

  it('keeps the owner that stands on the first of its rows only', () => {
    expect(counters(fixture('ethtool-statistics-by-hand.txt'))).toMatchObject([
      { host: 'DUT', interface: 'ens5' },
      { host: 'peer', interface: 'ens5' },
    ]);
    expect(numbers(fixture('ethtool-statistics-by-hand.txt'))[0]).toEqual({
      bw_in_allowance_exceeded: 19_731_631,
      bw_out_allowance_exceeded: 39_182_526,
    });
  });

  it('reads counts with units and shares', () => {
    expect(numbers(fixture('ethtool-statistics-units.txt'))[0]).toMatchObject({ queue_0_tx_cnt: 12_751_829 });
  });

  it('reads rows behind comment signs', () => {
    expect(numbers(fixture('ethtool-statistics-commented.txt'))[0]).toMatchObject({ pps_allowance_exceeded: 142 });
  });

  it('reads the comments and string literals of source code', () => {
    expect(numbers('\t\t// NIC statistics:\n\t\t// tx_timeout: 3\n\t\t// wd_expired: 1')).toEqual([
      { tx_timeout: 3, wd_expired: 1 },
    ]);
    expect(numbers('  "NIC statistics:\\n",\n  "    suspend: 0\\n",\n  "    wd_expired: 1\\n"};')).toEqual([
      { suspend: 0, wd_expired: 1 },
    ]);
  });

  it('reads tables of several columns', () => {
    expect(numbers('| Counter | Value |\n|---|---|\n| `wd_expired` | 1 | too many |\n| tx_timeout | 2 |')).toEqual([
      { wd_expired: 1, tx_timeout: 2 },
    ]);
    expect(numbers('counter,value\nwd_expired,1\n"tx_timeout","2"')).toEqual([{ wd_expired: 1, tx_timeout: 2 }]);
    expect(counters('eth0\twd_expired\t1\neth1\twd_expired\t2').map((seen) => seen.interface)).toEqual([
      'eth0',
      'eth1',
    ]);
  });

  it('makes two snapshots of a diff, and shares what did not change', () => {
    const diff = ' tx_timeout: 3\n-     wd_expired: 1\n+     wd_expired: 2';
    expect(numbers(diff)).toEqual([
      { tx_timeout: 3, wd_expired: 1 },
      { tx_timeout: 3, wd_expired: 2 },
    ]);
    expect(numbers('5c5\n< wd_expired: 1\n---\n> wd_expired: 2')).toEqual([{ wd_expired: 1 }, { wd_expired: 2 }]);
  });

  it('reads quoted mail, doubled line ends, CRLF and colours', () => {
    expect(numbers('> NIC statistics:\n>      wd_expired: 1\n')).toEqual([{ wd_expired: 1 }]);
    expect(numbers('NIC statistics:\r\n\r\n  wd_expired: 1\r\n\r\n  tx_timeout: 2\r\n')).toEqual([
      { wd_expired: 1, tx_timeout: 2 },
    ]);
    expect(numbers('\u001b[32mwd_expired\u001b[0m: 1')).toEqual([{ wd_expired: 1 }]);
  });

  it('keeps unknown names below a header, and drops them without one', () => {
    expect(numbers('NIC statistics:\n wd_expired: 1\n tx_timeout: 0\n brand_new: 5')).toEqual([
      { wd_expired: 1, tx_timeout: 0, brand_new: 5 },
    ]);
    expect(numbers('foo: 5\nbar: 6')).toEqual([]);
  });

  it.each([
    fixture('ethtool-statistics-virtio.txt'),
    'NIC statistics:\n     peer_ifindex: 3\n     rx_queue_0_xdp_packets: 0',
    'resume: 5\nsuspend: 1',
    '[18509.850275] ena 0000:00:07.0 eth1: wd_expired: 1',
  ])('makes no ENA counters of %j', (text) => {
    expect(counters(text)).toEqual([]);
  });

  it('says so when a table is longer than anyone needs', () => {
    const rows = Array.from({ length: 20_100 }, (_, at) => `queue_${at % 300}_tx_x${at}: 1`);
    const seen = readSections(`NIC statistics:\n${rows.join('\n')}`);
    expect(seen).toMatchObject([{ kind: 'unseen', place: { line: 20_002 } }, { kind: 'counters' }]);
    expect(seen[1]?.kind === 'counters' && seen[1].values.size).toBe(20_000);
  });
});
