import type { Loads } from '../loads.ts';
import type { Pressure } from '../pressure.ts';
import type { Blame } from '../report.ts';
import { type Story, starvationMs } from './story.ts';

export interface Blamed {
  readonly blame: Blame;
  readonly knownFrom: string;
}

/** Who is to blame for a reason by itself, before anything around it is looked at. */
const byReason: Readonly<Record<number, Blamed>> = {
  0: { blame: 'device', knownFrom: 'the device asked for new negotiations' },
  1: { blame: 'device', knownFrom: 'no keep-alive came, and nothing around it points to a starved guest' },
  2: {
    blame: 'device',
    knownFrom: 'an admin command stayed unanswered, and nothing around it points to a starved guest',
  },
  3: { blame: 'unknown', knownFrom: 'lost Tx completions alone do not tell a starved CPU from a silent device' },
  4: { blame: 'device', knownFrom: 'the device wrote the id' },
  5: { blame: 'device', knownFrom: 'the device wrote the id' },
  6: { blame: 'device', knownFrom: 'the device split the packet' },
  8: { blame: 'driver', knownFrom: 'the driver found its own state invalid' },
  10: { blame: 'unknown', knownFrom: 'a stopped queue alone does not tell a starved CPU from a silent device' },
  14: { blame: 'guest-cpu', knownFrom: 'completions were there, the interrupt was not taken' },
  15: { blame: 'guest-cpu', knownFrom: 'the poller was scheduled and did not run' },
  16: { blame: 'device', knownFrom: 'the device wrote the descriptor' },
  17: { blame: 'device', knownFrom: 'the device wrote the descriptor' },
  18: { blame: 'guest-cpu', knownFrom: 'the event was in memory, the interrupt was not taken' },
  19: { blame: 'device', knownFrom: 'the device asked for the reset' },
  20: { blame: 'guest-cpu', knownFrom: 'not one interrupt came since the queue was created' },
};

/** Faults that a starved guest can produce all by itself; a malformed descriptor it cannot. */
const starvable = new Set([1, 2, 3, 10, 14, 15, 18, 20]);

/**
 * Culprit or victim. A reset that a starved CPU or a lack of memory can cause, near a sign of just that, is the
 * guest's; the poller's own age in the driver's lines is the strongest sign.
 */
export const blameFor = (
  story: Story,
  reason: number | undefined,
  { pressure, loads }: { pressure: Pressure; loads: Loads },
): Blamed => {
  const told = reason === undefined ? undefined : byReason[reason];
  const own = told ?? { blame: 'unknown', knownFrom: 'nothing here tells the cause' };
  if (reason !== undefined && !starvable.has(reason)) return own;
  if (story.starved !== undefined) {
    const seconds = ((starvationMs(story.starved.values) ?? 0) / 1000).toFixed(1);
    return {
      blame: 'guest-cpu',
      knownFrom: `the poller had not run for ${seconds} s (line ${story.starved.place.line})`,
    };
  }
  const stretch = { stream: story.stream, begin: story.begin.when, end: story.last.when, place: story.begin.place };
  const cpu = pressure.near(stretch, ['cpu']);
  if (cpu !== undefined)
    return { blame: 'guest-cpu', knownFrom: `${cpu.what} beside it (${cpu.place.source}:${cpu.place.line})` };
  const memory = pressure.near(stretch, ['memory']);
  if (memory !== undefined) {
    return {
      blame: 'guest-memory',
      knownFrom: `${memory.what} beside it (${memory.place.source}:${memory.place.line})`,
    };
  }
  const load = loads.worst();
  if (load !== undefined) {
    return {
      blame: 'guest-cpu',
      knownFrom: `${load.what} (${load.place.source}:${load.place.line}), though not proven for that moment`,
    };
  }
  if (story.causes.has('tx-completions-not-posted')) {
    return { blame: 'device', knownFrom: 'the completion queue was empty: the device had posted nothing' };
  }
  return own;
};
