import type { Trip } from './trip.ts';

/** Passes chunks on, counts them, and stops between two of them, or while waiting for one, when the trip is aborted. */
export const watched = async function* (
  trip: Trip,
  chunks: AsyncIterable<Uint8Array>,
  totalBytes?: number,
): AsyncGenerator<Uint8Array> {
  const { signal } = trip;
  const source = chunks[Symbol.asyncIterator]();
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal?.reason);
  });
  aborted.catch(() => {});
  signal?.addEventListener('abort', stop);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const next = await (signal ? Promise.race([source.next(), aborted]) : source.next());
      if (next.done) return;
      trip.budget.readBytes += next.value.length;
      trip.onRead(totalBytes);
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    // Not awaited after an abort: a source that never delivers never returns either.
    const returned = source.return?.();
    if (!signal?.aborted) await returned;
  }
};
