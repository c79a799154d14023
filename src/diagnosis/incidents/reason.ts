import { type EventId, events } from '../../spec/events/index.ts';
import { resetReasons } from '../../spec/resetReasons.ts';
import type { Story } from './story.ts';

/** A reset reason, and how it is known: no Linux driver prints it. */
export interface Reason {
  readonly number: number;
  readonly knownFrom: string;
  readonly certain: boolean;
}

type Condition = readonly EventId[];

/**
 * Which lines before a trigger reveal which reason. The first row whose events were all seen holds, so the telling
 * combinations stand above the single lines. (Reason numbers: `src/spec/resetReasons.ts`.)
 */
const revealing: readonly { readonly seen: Condition; readonly reason: number; readonly certain: boolean }[] = [
  { seen: ['device-reset-requested'], reason: 19, certain: true },
  { seen: ['tx-completion-faulty'], reason: 17, certain: true },
  { seen: ['tx-descriptor-malformed'], reason: 17, certain: true },
  { seen: ['rx-descriptor-malformed'], reason: 16, certain: true },
  { seen: ['poll-starved'], reason: 15, certain: true },
  { seen: ['first-interrupt-missing'], reason: 14, certain: true },
  { seen: ['tx-completions-unread'], reason: 14, certain: true },
  { seen: ['rx-request-id-invalid'], reason: 4, certain: true },
  { seen: ['tx-request-id-invalid'], reason: 5, certain: true },
  { seen: ['rx-too-many-descriptors'], reason: 6, certain: true },
  { seen: ['tx-prepare-failed'], reason: 8, certain: true },
  { seen: ['tx-completions-lost'], reason: 3, certain: false },
  { seen: ['tx-completions-not-posted'], reason: 3, certain: true },
  { seen: ['keep-alive-lost'], reason: 1, certain: false },
  { seen: ['admin-interrupt-missing'], reason: 18, certain: true },
  { seen: ['admin-queue-stopped'], reason: 2, certain: false },
  { seen: ['admin-completion-missing'], reason: 2, certain: true },
  { seen: ['admin-polling-timeout'], reason: 2, certain: false },
  { seen: ['admin-protocol-violation'], reason: 2, certain: false },
  { seen: ['tx-queue-paused'], reason: 10, certain: false },
  { seen: ['netdev-watchdog'], reason: 10, certain: false },
  { seen: ['capabilities-refresh'], reason: 0, certain: true },
  { seen: ['tx-completion-late', 'resetting-device'], reason: 3, certain: false },
  { seen: ['tx-completion-late'], reason: 3, certain: false },
];

/** The reason that each counter counts. `tx_timeout` is older than the counters of reasons and means reason 10. */
const reasonOfCounter: readonly (readonly [counter: string, reason: number])[] = [
  ...resetReasons.flatMap(({ counter, number }) =>
    counter === undefined ? [] : [[counter.statistic, number] as const],
  ),
  ['tx_timeout', 10],
];

const seenIn = (story: Story, events: Condition) => events.every((event) => story.causes.has(event));

/** Reasons whose counters grew since the adapter's last dump; without one, those above zero. */
interface Counted {
  readonly reason: number;
  readonly counter: string;
  readonly grew: boolean;
}

const reasonsInDump = (story: Story): readonly Counted[] =>
  reasonOfCounter.flatMap(([counter, reason]): Counted[] => {
    const now = story.dump.get(counter)?.value ?? 0;
    const before = story.previousDump?.get(counter)?.value;
    if (now === 0) return [];
    if (before !== undefined) return now > before ? [{ reason, counter, grew: true }] : [];
    return [{ reason, counter, grew: false }];
  });

/**
 * Why the driver reset: from the lines before it, made more exact by the counters of its dump. Reason 14 becomes 20
 * for a first interrupt where the driver counts those apart, and 1 or 2 become 18 where the guest missed the interrupt.
 */
export const reasonOf = (story: Story): Reason | undefined => {
  const row = revealing.find(({ seen }) => seenIn(story, seen));
  const counted = reasonsInDump(story);
  if (row === undefined) return fromDumpAlone(counted);
  const exact = counted.find(
    ({ reason, counter, grew }) => grew && refines(row.reason, reason) && counter !== 'tx_timeout',
  );
  if (exact !== undefined) {
    return { number: exact.reason, certain: true, knownFrom: `the counter ${exact.counter} grew with this reset` };
  }
  const only = counted.length === 1 ? counted[0] : undefined;
  if (only !== undefined && only.reason !== row.reason && refines(row.reason, only.reason)) {
    return {
      number: only.reason,
      certain: false,
      knownFrom: `${only.counter} is the only reset counter above zero in its dump`,
    };
  }
  const first = row.seen[0];
  const agrees = counted.some(({ reason }) => reason === row.reason);
  return {
    number: row.reason,
    certain: row.certain || agrees,
    knownFrom: `the log says before it: ${first === undefined ? 'nothing' : lowerFirst(events[first].title)}${agrees ? '; the counters in its dump agree' : ''}`,
  };
};

/** Which reasons the same cause line may stand for. */
const refinements: Readonly<Record<number, readonly number[]>> = {
  1: [18],
  2: [18],
  3: [14, 15, 17, 20],
  10: [15, 3, 14],
  14: [20],
};

const refines = (told: number, counted: number) => told === counted || (refinements[told]?.includes(counted) ?? false);

const fromDumpAlone = (counted: readonly Counted[]): Reason | undefined => {
  const grown = counted.filter(({ grew }) => grew);
  const candidates = grown.length > 0 ? grown : counted;
  const reasons = new Set(candidates.map(({ reason }) => reason));
  const first = candidates[0];
  if (first === undefined || reasons.size !== 1) return undefined;
  return {
    number: first.reason,
    certain: first.grew,
    knownFrom: first.grew
      ? `the counter ${first.counter} grew since the dump before`
      : `${first.counter} is the only reset counter above zero in its dump`,
  };
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
