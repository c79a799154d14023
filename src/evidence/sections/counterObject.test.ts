import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

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

  it('leaves other JSON alone', () => {
    expect(readSections('{"level":"info","queue_0_depth":5,"msg":"wd_expired is fine"}')).toEqual([]);
  });
});
