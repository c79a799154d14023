import type { Host } from '../evidence/live/host.ts';
import type { Blindness } from './blindness.ts';

/** A reset takes less. */
const longestMs = 10_000;
const key = 'answer';
const noAnswer =
  'The kernel has not answered for 10 s what was counted: a driver is being reset over and over, or who holds the lock of all networking hangs, and `ip` and `ethtool` with it. The kernel log is followed all the same.';

export interface Waiting {
  readonly host: Host;
  readonly blindness: Blindness;
  /** Done again and again meanwhile, with a pause before each. */
  readonly listen: () => Promise<void>;
  /** Never rejects. */
  readonly pause: (stop: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Waits for an answer of the kernel, and listens meanwhile. Undefined where the signal came first. Rejects as the answer does. */
export const untilAnswered = async <Answer>(
  answer: Promise<Answer>,
  { host, blindness, listen, pause, signal }: Waiting,
): Promise<Answer | undefined> => {
  const beginMs = host.elapsedMs();
  while (!(await isOverWithin(answer, pause, signal))) {
    if (signal.aborted) return undefined;
    if (host.elapsedMs() - beginMs >= longestMs) blindness.note(key, noAnswer);
    await listen();
  }
  blindness.clear(key, 'The kernel answers again.');
  return await answer;
};

const isOverWithin = async (
  something: Promise<unknown>,
  pause: Waiting['pause'],
  signal: AbortSignal,
): Promise<boolean> => {
  const over = new AbortController();
  try {
    const isOver = something.then(() => true);
    return await Promise.race([isOver, pause(AbortSignal.any([signal, over.signal])).then(() => false)]);
  } finally {
    over.abort();
  }
};
