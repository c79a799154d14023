import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const snapshots = (text: string) =>
  readSections(text).flatMap((seen) =>
    seen.kind === 'counters'
      ? [[seen.interface, Object.fromEntries([...seen.values].map(([name, { value }]) => [name, value]))]]
      : [],
  );

describe('a snapshot on one line', () => {
  it("reads telegraf's line protocol", () => {
    const line =
      'ethtool,driver=ena,host=h,interface=eth0 wd_expired=2i,tx_timeout=0i,queue_0_tx_cnt=77i 1700000000000000000';
    const [seen] = readSections(line);
    expect(seen).toMatchObject({ kind: 'counters', family: 'linux', interface: 'eth0' });
    expect(seen?.kind === 'counters' && seen.values.get('wd_expired')?.value).toBe(2);
  });

  it("reads Open vSwitch's statistics column", () => {
    const [seen] = readSections('{ovs_rx_qos_drops=0, rx_q0_bad_req_id=3, wd_expired=1}');
    expect(seen).toMatchObject({ kind: 'counters', family: 'dpdk' });
  });

  it('reads a listing that lost its line ends', () => {
    const [seen] = readSections(
      'ec2-user:~$ ethtool -S ethN NIC statistics: tx_timeout: 0 wd_expired: 2 queue_0_tx_cnt: 4329 ...',
    );
    expect(seen?.kind === 'counters' && [...seen.values].map(([name, { value }]) => [name, value])).toEqual([
      ['tx_timeout', 0],
      ['wd_expired', 2],
      ['queue_0_tx_cnt', 4329],
    ]);
  });

  it('reads each named member of a larger object', () => {
    const [before, after] = readSections(
      '{\n "before": {"tx_timeout": 0, "wd_expired": 12},\n "after": {"tx_timeout": 0, "wd_expired": 958}\n}',
    );
    expect(before?.kind === 'counters' && before.values.get('wd_expired')?.value).toBe(12);
    expect(after?.kind === 'counters' && after.values.get('wd_expired')?.value).toBe(958);
  });

  it('takes every object of counters for a snapshot, in order', () => {
    const seen = snapshots('{"before":{"wd_expired":0,"tx_timeout":1},"after":{"wd_expired":2,"tx_timeout":1}}');
    expect(seen).toEqual([
      [undefined, { wd_expired: 0, tx_timeout: 1 }],
      [undefined, { wd_expired: 2, tx_timeout: 1 }],
    ]);
  });

  it('takes the interface from a key or a member', () => {
    expect(snapshots('{"eth0":{"stats":{"wd_expired":1}},"eth1":{"stats":{"wd_expired":2}}}')).toEqual([
      ['eth0', { wd_expired: 1 }],
      ['eth1', { wd_expired: 2 }],
    ]);
    expect(snapshots('[{"stats":{"wd_expired":1},"ifname":"ens5"},{"ifname":"ens6","wd_expired":2}]')).toEqual([
      ['ens5', { wd_expired: 1 }],
      ['ens6', { wd_expired: 2 }],
    ]);
  });

  it('puts the objects of one adapter together', () => {
    expect(snapshots('{"eth0":{"reset":{"wd_expired":1},"limits":{"pps_allowance_exceeded":2}}}')).toEqual([
      ['eth0', { wd_expired: 1, pps_allowance_exceeded: 2 }],
    ]);
  });

  it('reads JSON that is printed on many lines', () => {
    const text = (value: number) => `{\n "stats": {\n  "tx_timeout": 0,\n  "wd_expired": ${value}\n }\n}`;
    expect(snapshots(`{\n "eth0": ${text(1)},\n "eth1": ${text(2)}\n}`)).toEqual([
      ['eth0', { tx_timeout: 0, wd_expired: 1 }],
      ['eth1', { tx_timeout: 0, wd_expired: 2 }],
    ]);
    expect(snapshots(`{"t0": ${text(1)},\n "t1": ${text(2)}}`)).toHaveLength(2);
  });

  it('reads a member on a line of its own', () => {
    expect(snapshots('{\n  "before": {"wd_expired": 1},\n  "after": {"wd_expired": 2}\n')).toHaveLength(2);
  });

  it('does not take differences for counts', () => {
    expect(snapshots('{"delta": {"wd_expired": 1, "tx_timeout": 1}}')).toEqual([]);
    expect(snapshots('{\n  "delta": {\n    "wd_expired": 1\n  },\n  "after": {\n    "wd_expired": 7\n  }\n}')).toEqual([
      [undefined, { wd_expired: 7 }],
    ]);
  });

  it('reads several counters in a row of words', () => {
    expect(snapshots('ens5 wd_expired=1 tx_timeout=2 pps_allowance_exceeded=3')).toEqual([
      [undefined, { wd_expired: 1, tx_timeout: 2, pps_allowance_exceeded: 3 }],
    ]);
  });

  it('looks six levels deep', () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}{"wd_expired":1}${'}'.repeat(depth)}`;
    expect(snapshots(nested(5))).toHaveLength(1);
    expect(snapshots(nested(6))).toEqual([]);
  });

  it('leaves other JSON alone', () => {
    expect(readSections('{"level":"info","queue_0_depth":5,"msg":"wd_expired is fine"}')).toEqual([]);
  });
});
