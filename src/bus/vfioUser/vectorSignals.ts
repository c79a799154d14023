/** What a vector needs of the kernel. */
export interface SignalCalls {
  /** Makes a descriptor fit to be signalled. False for one that is no event counter. */
  adopt(descriptor: number): boolean;
  signal(descriptor: number): void;
  close(descriptor: number): void;
}

const noDescriptor = -1;

/**
 * The interrupts of a function as its client wants to hear of them: an event counter for each vector. A client that enables
 * one more vector may take all counters away for a moment, so what happens meanwhile stays pending and is told later.
 */
export class VectorSignals {
  readonly count: number;
  readonly #calls: SignalCalls;
  readonly #events: Int32Array;
  readonly #masked: Uint8Array;
  readonly #pending: Uint8Array;

  constructor(count: number, calls: SignalCalls) {
    this.count = count;
    this.#calls = calls;
    this.#events = new Int32Array(count).fill(noDescriptor);
    this.#masked = new Uint8Array(count);
    this.#pending = new Uint8Array(count);
  }

  /** The device's message of a vector; nothing for one that is not there. */
  interrupt(vector: number): void {
    const event = this.#events[vector];
    if (event === undefined) return;
    if (event === noDescriptor || this.#masked[vector] === 1) this.#pending[vector] = 1;
    else this.#calls.signal(event);
  }

  /** Whether the client wants to hear of the vector. */
  isHeard(vector: number): boolean {
    return (this.#events[vector] ?? noDescriptor) !== noDescriptor && this.#masked[vector] === 0;
  }

  /** Whether a descriptor can be a vector's. */
  adopts(descriptor: number): boolean {
    return this.#calls.adopt(descriptor);
  }

  /** Gives a vector its counter, which is ours from now on, or takes it away. */
  connect(vector: number, descriptor: number | undefined): void {
    const old = this.#events[vector]!;
    if (old !== noDescriptor) this.#calls.close(old);
    this.#events[vector] = descriptor ?? noDescriptor;
    this.#release(vector);
  }

  mask(vector: number, masked: boolean): void {
    this.#masked[vector] = masked ? 1 : 0;
    this.#release(vector);
  }

  /** Whether a vector waits to be told: its pending bit. */
  isPending(vector: number): boolean {
    return this.#pending[vector] === 1;
  }

  /** Takes all counters away and unmasks; what is pending stays so. */
  disconnect(): void {
    for (let vector = 0; vector < this.count; vector++) this.connect(vector, undefined);
    this.#masked.fill(0);
  }

  /** The function was reset: nothing is pending. */
  forget(): void {
    this.#pending.fill(0);
  }

  #release(vector: number): void {
    if (this.#pending[vector] === 0) return;
    this.#pending[vector] = 0;
    this.interrupt(vector);
  }
}
