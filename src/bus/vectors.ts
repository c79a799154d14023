import { Row } from './row.ts';

interface Vector {
  ring: (() => void) | undefined;
  masked: boolean;
  /** A message came while the vector was masked. */
  pending: boolean;
  /** A message waits to be delivered; more of them become one, as in a machine's interrupt controller. */
  queued: boolean;
}

/** MSI-X of one function: table with mask bits, pending bits, and messages that wait until the host takes them. */
export class Vectors {
  readonly #table: Vector[];
  readonly #queue = new Row<Vector>();
  /** Messages for vectors nobody listens to. */
  dropped = 0;

  constructor(count: number) {
    this.#table = Array.from({ length: count }, () => ({
      ring: undefined,
      masked: true,
      pending: false,
      queued: false,
    }));
  }

  /** Messages that wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  send(vector: number): void {
    const entry = this.#table[vector];
    if (entry?.ring === undefined) this.dropped++;
    else if (entry.masked) entry.pending = true;
    else if (!entry.queued) {
      entry.queued = true;
      this.#queue.push(entry);
    }
  }

  connect(vector: number, ring: () => void): void {
    const entry = this.#entry(vector);
    if (entry.ring !== undefined) throw new RangeError(`vector ${vector} is connected already`);
    entry.ring = ring;
    entry.masked = false;
  }

  disconnect(vector: number): void {
    const entry = this.#entry(vector);
    entry.ring = undefined;
    entry.masked = true;
    entry.pending = false;
  }

  mask(vector: number): void {
    this.#entry(vector).masked = true;
  }

  unmask(vector: number): void {
    const entry = this.#entry(vector);
    entry.masked = false;
    if (!entry.pending) return;
    entry.pending = false;
    this.send(vector);
  }

  /** Runs handlers, those of messages sent meanwhile too, at most `limit` of them. Says how many ran. */
  deliver(limit: number): number {
    let ran = 0;
    while (ran < limit) {
      const entry = this.#queue.shift();
      if (entry === undefined) break;
      entry.queued = false;
      if (entry.ring === undefined) this.dropped++;
      else if (entry.masked) entry.pending = true;
      else {
        ran++;
        entry.ring();
      }
    }
    return ran;
  }

  disconnectAll(): void {
    for (const vector of this.#table.keys()) this.disconnect(vector);
  }

  #entry(vector: number): Vector {
    const entry = this.#table[vector];
    if (entry === undefined) throw new RangeError(`there is no vector ${vector}`);
    return entry;
  }
}
