/** How a thread stands still: `Atomics.wait`, or what a test does instead when one thread plays both. */
export type Sleep = (words: Int32Array, at: number, value: number, limitMs: number) => 'ok' | 'not-equal' | 'timed-out';

const awake = 0;
const asleep = 1;

/** A word of shared memory on which one thread sleeps until another rings. Ringing costs next to nothing while nobody does. */
export class Bell {
  readonly #words: Int32Array;
  readonly #at: number;
  readonly #sleep: Sleep;

  constructor(words: Int32Array, at: number, sleep: Sleep = Atomics.wait) {
    this.#words = words;
    this.#at = at;
    this.#sleep = sleep;
  }

  /** To be called after that was stored which the sleeper waits for. */
  ring(): void {
    const words = this.#words;
    const at = this.#at;
    if (Atomics.load(words, at) === asleep && Atomics.exchange(words, at, awake) === asleep) Atomics.notify(words, at);
  }

  /** Sleeps until `isDone`, which is asked after each ring. False when nobody rang for `limitMs` and it still is not. */
  waitFor(isDone: () => boolean, limitMs: number): boolean {
    const words = this.#words;
    const at = this.#at;
    for (let rang = true; ; ) {
      // Asleep before asking: whoever stores after the question sees that a ring is wanted.
      Atomics.store(words, at, asleep);
      const done = isDone();
      if (done || !rang) {
        Atomics.store(words, at, awake);
        return done;
      }
      rang = this.#sleep(words, at, asleep, limitMs) !== 'timed-out';
    }
  }
}
