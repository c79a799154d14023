/** Which block is next, seen by every thread; so that a slow thread takes fewer blocks, and none waits for another. */
export interface BlockQueue {
  /** Takes the next block, if the window is open; `undefined` when it is not, or none is left. */
  tryTake(): number | undefined;
  /** Takes the next block, waiting for the window; `undefined` when none is left. Blocks the thread: for workers only. */
  take(worker: number): number | undefined;
  /** The block that a worker has taken and not given back. */
  heldBy(worker: number): number | undefined;
  giveBack(worker: number): void;
  /** `delivered` blocks are done with: as many more as the window is wide may be taken. */
  advance(delivered: number): void;
  /** Nothing is left to take. */
  close(): void;
}

const slots = { next: 0, limit: 1, closed: 2, held: 3 } as const;

/** Shared memory for a queue among `workers` workers. */
export const queueMemory = (workers: number): SharedArrayBuffer => new SharedArrayBuffer(4 * (slots.held + workers));

/** `window`: at most so many blocks are taken and not delivered; it bounds the memory, however slow the reader is. */
export const blockQueue = (shared: SharedArrayBuffer, blockCount: number, window: number): BlockQueue => {
  const state = new Int32Array(shared);
  const tryTake = (): number | undefined => {
    for (;;) {
      const next = Atomics.load(state, slots.next);
      if (next >= blockCount || next >= Atomics.load(state, slots.limit) || Atomics.load(state, slots.closed))
        return undefined;
      if (Atomics.compareExchange(state, slots.next, next, next + 1) === next) return next;
    }
  };
  const hold = (worker: number, block: number | undefined): void => {
    Atomics.store(state, slots.held + worker, block === undefined ? 0 : block + 1);
  };
  return {
    tryTake,
    take: (worker) => {
      for (;;) {
        const limit = Atomics.load(state, slots.limit);
        const block = tryTake();
        if (block !== undefined) {
          hold(worker, block);
          return block;
        }
        if (Atomics.load(state, slots.closed) || Atomics.load(state, slots.next) >= blockCount) return undefined;
        Atomics.wait(state, slots.limit, limit);
      }
    },
    heldBy: (worker) => {
      const held = Atomics.load(state, slots.held + worker);
      return held === 0 ? undefined : held - 1;
    },
    giveBack: (worker) => hold(worker, undefined),
    advance: (delivered) => {
      Atomics.store(state, slots.limit, delivered + window);
      Atomics.notify(state, slots.limit);
    },
    close: () => {
      Atomics.store(state, slots.closed, 1);
      // The limit must change, or a worker that is about to wait for it would sleep for ever.
      Atomics.add(state, slots.limit, 1);
      Atomics.notify(state, slots.limit);
    },
  };
};
