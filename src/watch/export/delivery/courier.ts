/** How an attempt to deliver went. */
export type Delivered =
  | { readonly as: 'taken' }
  /** Not now: to be tried again, no sooner than `afterMs`, where the receiver says so. */
  | { readonly as: 'later'; readonly why: string; readonly afterMs?: number }
  /** Never: to try again would not help. */
  | { readonly as: 'refused'; readonly why: string };

/** What a courier needs of the world. */
export interface CourierWorld {
  /** Resolves after so many milliseconds, or when `signal` says that it is not worth waiting for. */
  pause(durationMs: number, signal: AbortSignal): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}

export interface CourierOptions<Item> {
  /** Who it delivers to, as told in sentences. */
  readonly to: string;
  /** Delivers a batch. What it rejects with counts as "later". */
  send(batch: readonly Item[]): Promise<Delivered>;
  readonly mostPerBatch: number;
  /** How long the first of a batch waits for others. */
  readonly gatherMs: number;
  /** Is told, in a sentence, when delivery fails and when it works again. */
  tell(sentence: string): void;
  readonly world: CourierWorld;
}

/** More than that waits for nobody: the oldest give way, and are counted. */
const mostWaiting = 2048;
const firstPauseMs = 1000;
const longestPauseMs = 60_000;
/** With pauses up to a minute: an outage of a quarter of an hour costs nothing. */
const mostAttempts = 20;

/** Delivers in order and in batches, tries again with growing pauses, and holds no more than it may. */
export class Courier<Item> {
  readonly #options: CourierOptions<Item>;
  #waiting: Item[] = [];
  #working: Promise<void> | undefined;
  readonly #ending = new AbortController();
  #isTroubled = false;
  /** Items that were given up, for lack of room or because the receiver would not have them. */
  lost = 0;

  constructor(options: CourierOptions<Item>) {
    this.#options = options;
  }

  push(item: Item): void {
    if (this.#ending.signal.aborted) return;
    this.#waiting.push(item);
    if (this.#waiting.length > mostWaiting) {
      this.#waiting.shift();
      this.lost += 1;
    }
    this.#working ??= this.#work();
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  /** Takes no more, and tries once more to deliver what waits. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.idle();
  }

  async #work(): Promise<void> {
    const { mostPerBatch, gatherMs, world } = this.#options;
    // After this line `#working` is set, whatever `send` does.
    await world.pause(gatherMs, this.#ending.signal);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, mostPerBatch);
      const isDone = await this.#deliver(batch);
      if (!isDone) this.lost += batch.length;
      // Some of the batch may have given way already.
      const gone = new Set(batch);
      this.#waiting = this.#waiting.filter((item) => !gone.has(item));
    }
    this.#working = undefined;
  }

  async #deliver(batch: readonly Item[]): Promise<boolean> {
    const { to, send, tell, world } = this.#options;
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const went = await send(batch).catch((error: Error): Delivered => ({ as: 'later', why: error.message }));
      if (went.as === 'taken') {
        if (this.#isTroubled) tell(`${to} takes what it is sent again.`);
        this.#isTroubled = false;
        return true;
      }
      if (!this.#isTroubled) tell(`${to} does not take what it is sent: ${went.why}.`);
      this.#isTroubled = true;
      if (went.as === 'refused' || this.#ending.signal.aborted) return false;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** attempt);
      // Spread, so that a fleet does not come back all at once.
      const spreadMs = pauseMs * (0.5 + world.random() / 2);
      await world.pause(Math.max(spreadMs, Math.min(went.afterMs ?? 0, longestPauseMs)), this.#ending.signal);
    }
    return false;
  }
}
