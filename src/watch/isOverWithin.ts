import type { Host } from '../evidence/live/host.ts';

/** Whether something is over within a time. Rejects as it does. */
export const isOverWithin = async (host: Host, something: Promise<unknown>, limitMs: number): Promise<boolean> => {
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
