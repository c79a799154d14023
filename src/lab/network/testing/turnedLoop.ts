import { VirtualClock } from '../../../bus/clock.ts';
import type { Loop } from '../network.ts';

/** A loop that asks all it watches at each turn, and whose clock goes with the machine's: for tests with real descriptors. */
export class TurnedLoop implements Loop {
  readonly clock = new VirtualClock();
  readonly #watched = new Set<() => void>();

  watch(_descriptor: number, onReadable: () => void): { close(): void } {
    const own = (): void => onReadable();
    this.#watched.add(own);
    return { close: () => void this.#watched.delete(own) };
  }

  /** Asks each once. */
  turn(): void {
    for (const read of this.#watched) read();
  }

  /** Goes on turning until the work is done. */
  async during<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const noted = work.finally(() => {
      isDone = true;
    });
    noted.catch(() => {});
    while (!isDone) {
      this.turn();
      this.clock.runUntil(performance.now() * 1e6);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return noted;
  }
}
