import type { Subscriber } from './feed.ts';

/** Everybody who listens. One that throws is heard of, and keeps nobody else from hearing. */
export class Subscribers {
  readonly #all = new Set<Subscriber>();
  readonly #onError: (thrown: unknown) => void;

  constructor(onError: (thrown: unknown) => void) {
    this.#onError = onError;
  }

  add(subscriber: Subscriber): () => void {
    this.#all.add(subscriber);
    return () => void this.#all.delete(subscriber);
  }

  tell(how: (subscriber: Subscriber) => void): void {
    for (const each of this.#all) {
      try {
        how(each);
      } catch (thrown) {
        this.#onError(thrown);
      }
    }
  }
}
