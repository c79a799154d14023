import { resetReasons } from '../../spec/resetReasons.ts';
import { takeSnapshot } from '../counters/snapshot.ts';
import type { Story } from './story.ts';

/** What the counters of a reset's dump say of one reason. */
export interface Counted {
  readonly reason: number;
  readonly counter: string;
  /** It grew since the dump before; it stands above zero and nothing tells since when; it did not grow, or is zero. */
  readonly state: 'grew' | 'above' | 'not';
}

/** Counters that are older than those of the reasons and rise with the same fault. */
const witnesses: Readonly<Record<number, string>> = {
  2: 'admin_q_pause',
  4: 'rx_bad_req_id',
  5: 'tx_bad_req_id',
  6: 'rx_bad_desc_num',
  8: 'tx_prepare_ctx_err',
  10: 'tx_timeout',
};

const telling = [
  ...resetReasons.flatMap(({ counter }) => counter?.statistic ?? []),
  ...Object.values(witnesses).map((id) => id.replace(/^[rt]x_(?=bad|prepare)/, '')),
];
const tellsReason = new RegExp(`(?:^|_)(?:${telling.join('|')})$`);

/** A dump is hundreds of counters, a loop thousands of dumps: only those that can tell a reason are summed. */
const totalsIn = (dump: Story['dump'], { adapter, begin }: Story) =>
  takeSnapshot(
    [...dump].filter(([name]) => tellsReason.test(name)),
    adapter,
    begin.when,
  ).totals;

/**
 * What the dump says of each reason: by the counter of the reason, or by its witness where the driver has none. A reason
 * without either is missing from the result.
 */
export const countedIn = (story: Story): readonly Counted[] => story.counted ?? count(story);

const count = (story: Story): readonly Counted[] => {
  if (story.dump.size === 0) return [];
  const now = totalsIn(story.dump, story);
  const before = story.previousDump && totalsIn(story.previousDump, story);
  return resetReasons.flatMap(({ number: reason, counter: own }): Counted[] => {
    const counter = [own?.statistic, witnesses[reason]].find((id) => id !== undefined && now.has(id));
    if (counter === undefined) return [];
    const value = now.get(counter)?.value ?? 0;
    const earlier = before?.get(counter)?.value;
    // A counter that fell is another life of the driver.
    const known = earlier !== undefined && earlier <= value;
    return [{ reason, counter, state: known ? (value > earlier ? 'grew' : 'not') : value > 0 ? 'above' : 'not' }];
  });
};

/** Whether the dump has the counter that some drivers keep of this reason: then the driver has a number for it. */
export const counts = (story: Story, reason: number): boolean =>
  countedIn(story).some((each) => each.reason === reason && each.counter === resetReasons[reason]?.counter?.statistic);
