import { describe, expect, it } from 'vitest';
import type { Counter, Counters } from '../../evidence/observation.ts';
import { openDiagnosis } from '../diagnosis.ts';
import type { Finding } from '../report.ts';
import { counterRules } from './rules.ts';

const minute = 60_000;

/** One `ethtool -S` of eth0 at a minute. */
const snapshot = (values: Record<string, number>, at?: number, itf = 'eth0'): Counters => ({
  kind: 'counters',
  family: 'linux',
  interface: itf,
  when: at === undefined ? {} : { wallMs: at * minute },
  values: new Map(
    Object.entries(values).map(([name, value], i): [string, Counter] => [
      name,
      { value, place: { source: 'ethtool.txt', line: i + 1, text: `${name}: ${value}` } },
    ]),
  ),
});

const judged = (...snapshots: readonly Counters[]) => {
  const diagnosis = openDiagnosis();
  for (const each of snapshots) diagnosis.observe(each);
  return diagnosis.report([]);
};
const finding = (id: string, ...snapshots: readonly Counters[]): Finding | undefined =>
  judged(...snapshots).findings.find((each) => each.id === id);

describe('a single total', () => {
  it('is possible, and says no time', () => {
    expect(finding('allowance-exceeded:pps', snapshot({ pps_allowance_exceeded: 142 }))).toMatchObject({
      severity: 'warning',
      confidence: 'possible',
      blame: 'instance-limits',
      values: { total: 142, counter: 'pps_allowance_exceeded' },
      evidence: [{ source: 'ethtool.txt', line: 1 }],
    });
  });

  it.each([
    ['bw_in_allowance_exceeded', 99, 'notice'],
    ['bw_in_allowance_exceeded', 100, 'warning'],
    ['conntrack_allowance_exceeded', 1, 'warning'],
    ['queue_0_tx_missed_tx', 127, 'notice'],
    ['queue_0_tx_missed_tx', 128, 'warning'],
  ])('%s of %i is a %s', (name, value, severity) => {
    const { findings } = judged(snapshot({ wd_expired: 0, [name]: value }));
    expect(findings.map((each) => each.severity)).toEqual([severity]);
  });

  it('of zero is nothing', () => {
    expect(judged(snapshot(Object.fromEntries(counterRules.map(({ statistic }) => [statistic, 0])))).findings).toEqual(
      [],
    );
  });

  it('of failed buffers stays on the list of what may be ignored while it is small', () => {
    const few = judged(snapshot({ wd_expired: 0, queue_0_rx_page_alloc_fail: 60, queue_1_rx_page_alloc_fail: 39 }));
    const many = judged(snapshot({ wd_expired: 0, queue_0_rx_page_alloc_fail: 60, queue_1_rx_page_alloc_fail: 40 }));
    expect(few.findings.map(({ id }) => id)).toEqual(['rx-buffer-allocation-notice']);
    expect(many.findings.map(({ id }) => id)).toEqual(['rx-memory-pressure']);
  });

  it('of resets blames nobody: it may have been a starved guest', () => {
    expect(finding('keep-alive-timeout', snapshot({ wd_expired: 2 }))).toMatchObject({
      blame: 'unknown',
      confidence: 'possible',
    });
  });
});

describe('a rise between two snapshots', () => {
  const before = snapshot({ wd_expired: 0, bw_in_allowance_exceeded: 1000, queue_0_rx_cnt: 10 }, 0);

  it('is certain, and told per second', () => {
    const after = snapshot({ wd_expired: 0, bw_in_allowance_exceeded: 1600, queue_0_rx_cnt: 900 }, 1);
    expect(finding('allowance-exceeded:bw_in', before, after)).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      values: { total: 1600, rise: 600, perSecond: 10 },
    });
  });

  it('has no rate without times', () => {
    const [one, other] = [snapshot({ bw_in_allowance_exceeded: 1 }), snapshot({ bw_in_allowance_exceeded: 3 })];
    const values = finding('allowance-exceeded:bw_in', one, other)?.values;
    expect(values).toMatchObject({ rise: 2 });
    expect(values).not.toHaveProperty('perSecond');
  });

  it('of keep-alive timeouts is critical', () => {
    const after = snapshot({ wd_expired: 1, bw_in_allowance_exceeded: 1000, queue_0_rx_cnt: 20 }, 1);
    expect(finding('keep-alive-timeout', before, after)).toMatchObject({ severity: 'critical', confidence: 'certain' });
  });

  it('is measured from the first to the last of many', () => {
    const steps = [0, 1, 2, 3].map((at) => snapshot({ bw_in_allowance_exceeded: 100 * at, queue_0_rx_cnt: at }, at));
    expect(finding('allowance-exceeded:bw_in', ...steps)?.values).toMatchObject({ rise: 300, total: 300 });
  });
});

describe('a total that stands still', () => {
  it('is history: a notice', () => {
    const [one, other] = [0, 1].map((at) => snapshot({ pps_allowance_exceeded: 5000, queue_0_rx_cnt: at }, at));
    expect(finding('allowance-exceeded:pps', one!, other!)).toMatchObject({
      severity: 'notice',
      confidence: 'possible',
    });
  });
});

describe('snapshots whose counters fell', () => {
  it('are not of one life of the driver: the last is judged by its totals', () => {
    const before = snapshot({ pps_allowance_exceeded: 900, queue_0_rx_cnt: 9000, queue_0_tx_cnt: 9000 }, 0);
    const after = snapshot({ pps_allowance_exceeded: 300, queue_0_rx_cnt: 10, queue_0_tx_cnt: 10 }, 1);
    const seen = finding('allowance-exceeded:pps', before, after);
    expect(seen).toMatchObject({ confidence: 'possible', values: { total: 300 } });
    expect(seen?.values).not.toHaveProperty('rise');
  });

  it('are two adapters where their interfaces differ', () => {
    const report = judged(snapshot({ wd_expired: 5 }, 0, 'eth0'), snapshot({ wd_expired: 9 }, 1, 'eth1'));
    expect(report.findings.map(({ adapter, values }) => [adapter, values.total])).toEqual([
      ['eth0', 5],
      ['eth1', 9],
    ]);
  });
});

describe('the balance of Tx queues', () => {
  const sent = (...counts: readonly number[]) =>
    judged(
      snapshot({ wd_expired: 0, ...Object.fromEntries(counts.map((count, i) => [`queue_${i}_tx_cnt`, count])) }),
    ).findings.map(({ id }) => id);

  it('is off when one queue carries 95 % of many packets', () =>
    expect(sent(95_000, 2500, 2500)).toEqual(['tx-queue-imbalance']));
  it('is not judged below that share', () => expect(sent(94_900, 2600, 2500)).toEqual([]));
  it('is not judged on few packets', () => expect(sent(99_998, 1)).toEqual([]));
  it('needs two queues', () => expect(sent(1_000_000)).toEqual([]));
});

describe('totals beside queues', () => {
  const told = (total: number, ...counts: readonly number[]) =>
    judged(
      snapshot({
        wd_expired: 0,
        total_tx_cnt: total,
        ...Object.fromEntries(counts.map((count, i) => [`queue_${i}_tx_cnt`, count])),
      }),
    ).findings.map(({ id }) => id);

  it('agree within a tenth', () => expect(told(22_000, 10_000, 10_000)).toEqual([]));
  it('agree within a thousand packets', () => expect(told(1000, 1, 1)).toEqual([]));
  it('disagree beyond both', () => expect(told(22_300, 10_000, 10_000)).toEqual(['stats-inconsistent']));
});

describe('a series', () => {
  it('has a point per snapshot and a rate over all', () => {
    const { series } = judged(...[0, 1, 2].map((at) => snapshot({ queue_0_rx_cnt: 600 * at }, at)));
    expect(series).toMatchObject([
      { adapter: 'eth0', name: 'rx_cnt', perSecond: 10, points: [{ value: 0 }, { value: 600 }, { value: 1200 }] },
    ]);
  });

  it('is not drawn of one snapshot', () => expect(judged(snapshot({ queue_0_rx_cnt: 1 })).series).toEqual([]));
});
