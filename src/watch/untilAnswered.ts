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
  /** Done again and again meanwhile, with so long in between. */
  readonly listen: () => Promise<void>;
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/** Waits for an answer of the kernel, and listens meanwhile. Undefined where the signal came first. Rejects as the answer does. */
export const untilAnswered = async <Answer>(
  answer: Promise<Answer>,
  { host, blindness, listen, everyMs, signal }: Waiting,
): Promise<Answer | undefined> => {
  const beginMs = host.elapsedMs();
  while (!(await isOverWithin(host, answer, everyMs))) {
    if (signal.aborted) return undefined;
    if (host.elapsedMs() - beginMs >= longestMs) blindness.note(key, noAnswer);
    await listen();
  }
  blindness.clear(key, 'The kernel answers again.');
  return await answer;
};

const isOverWithin = async (host: Host, something: Promise<unknown>, limitMs: number): Promise<boolean> => {
  const waiting = new AbortController();
  try {
    const over = something.then(() => true);
    const late = host.sleep(limitMs, waiting.signal).then(
      () => false,
      () => over,
    );
    return await Promise.race([over, late]);
  } finally {
    waiting.abort();
  }
};
