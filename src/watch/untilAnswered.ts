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
  const over = new AbortController();
  const stop = () => over.abort();
  let isAnswered = false;
  const hear = () => {
    isAnswered = true;
    stop();
  };
  answer.then(hear, hear);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  for (;;) {
    await pause(over.signal);
    if (over.signal.aborted) break;
    if (host.elapsedMs() - beginMs >= longestMs) blindness.note(key, noAnswer);
    await listen();
  }
  signal.removeEventListener('abort', stop);
  if (!isAnswered) return undefined;
  blindness.clear(key, 'The kernel answers again.');
  return await answer;
};
