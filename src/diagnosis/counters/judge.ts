import { secondsBetween } from '../moment.ts';
import type { Tally } from '../tally.ts';
import { type CounterRule, counterRules } from './rules.ts';
import { continues, type Snapshot, type Total } from './snapshot.ts';

/** A single total tells that it happened, not when: *possible*. A rise between two snapshots is *certain*. */
export const judgeTotals = (snapshot: Snapshot, tally: Tally): void => {
  for (const rule of counterRules) {
    const total = snapshot.totals.get(rule.statistic);
    if (total !== undefined && total.value > 0) addTotal(rule, total, snapshot, tally);
  }
  judgeBalance(snapshot, tally);
  judgeSums(snapshot, tally);
};

export const judgeRise = (earlier: Snapshot, later: Snapshot, tally: Tally): void => {
  if (!continues(earlier, later)) {
    judgeTotals(later, tally);
    return;
  }
  const seconds = secondsBetween(earlier.when, later.when);
  for (const rule of counterRules) {
    const total = later.totals.get(rule.statistic);
    const before = earlier.totals.get(rule.statistic);
    if (total === undefined || total.value === 0) continue;
    const rise = before === undefined ? 0 : total.value - before.value;
    if (rise <= 0) addTotal(rule, total, later, tally, { steady: before !== undefined });
    else addRise(rule, total, rise, seconds, later, tally);
  }
  judgeBalance(later, tally);
  judgeSums(later, tally);
};

const addTotal = (
  rule: CounterRule,
  total: Total,
  { adapter, when }: Snapshot,
  tally: Tally,
  { steady = false } = {},
): void => {
  const heavy = total.value >= rule.warnFrom && !steady;
  tally.add({
    id: heavy ? rule.finding : (rule.below ?? rule.finding),
    adapter,
    when,
    place: total.place,
    times: 0,
    severity: heavy ? 'warning' : 'notice',
    confidence: 'possible',
    values: { total: total.value, counter: rule.statistic },
    ...(rule.blame !== undefined && { blame: rule.blame }),
  });
};

const addRise = (
  rule: CounterRule,
  total: Total,
  rise: number,
  seconds: number | undefined,
  { adapter, when }: Snapshot,
  tally: Tally,
): void => {
  const perSecond = seconds !== undefined && seconds > 0 ? Math.round((rise / seconds) * 10) / 10 : undefined;
  tally.add({
    id: rule.finding,
    adapter,
    when,
    place: total.place,
    times: 0,
    confidence: 'certain',
    ...(rule.risen !== undefined && { severity: rule.risen }),
    ...(rule.blame !== undefined && { blame: rule.blame }),
    values: { total: total.value, counter: rule.statistic, rise, ...(perSecond !== undefined && { perSecond }) },
  });
};

/** Below a hundred thousand packets chance decides which queue carried them. */
const balanceFromPackets = 100_000;
const balanceShare = 0.95;

const judgeBalance = ({ totals, adapter, when }: Snapshot, tally: Tally): void => {
  const sent = totals.get('tx_cnt');
  if (sent === undefined || sent.perQueue.size < 2 || sent.value < balanceFromPackets) return;
  const share = Math.max(...sent.perQueue.values()) / sent.value;
  if (share < balanceShare) return;
  const percent = `${Math.min(99.9, Math.floor(share * 1000) / 10)} %`;
  tally.add({
    id: 'tx-queue-imbalance',
    adapter,
    when,
    place: sent.place,
    values: { queues: sent.perQueue.size, share: percent },
  });
};

/** Counters are read one after another under traffic; what runs apart by a tenth and a thousand is no race any more. */
const judgeSums = ({ totals, printedSums, adapter, when }: Snapshot, tally: Tally): void => {
  for (const [id, printed] of printedSums) {
    const summed = totals.get(id);
    if (summed === undefined || summed.perQueue.size === 0) continue;
    const apart = Math.abs(printed.value - summed.value);
    if (apart <= 1000 || apart <= 0.1 * Math.max(printed.value, summed.value)) continue;
    const values = { counter: id, printed: printed.value, summed: summed.value };
    tally.add({ id: 'stats-inconsistent', adapter, when, place: printed.place, values });
  }
};
