import type { Clock } from '../../../bus/clock.ts';

/** IEEE 802.1Q, table 8-3: how long an address is remembered that is not heard of. */
const ageNs = 300e9;

interface Entry<Port> {
  port: Port;
  seenNs: number;
}

/** Where addresses were seen last. Bounded: whoever invents addresses pushes out what was learned first. */
export class MacTable<Port> {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #entries = new Map<number, Entry<Port>>();

  constructor(clock: Clock, most = 1024) {
    this.#clock = clock;
    this.#most = most;
  }

  get size(): number {
    return this.#entries.size;
  }

  learn(address: number, port: Port): void {
    const seenNs = this.#clock.nowNs();
    const entry = this.#entries.get(address);
    if (entry !== undefined) {
      entry.port = port;
      entry.seenNs = seenNs;
      return;
    }
    if (this.#entries.size >= this.#most) this.#forgetFirst();
    this.#entries.set(address, { port, seenNs });
  }

  find(address: number): Port | undefined {
    const entry = this.#entries.get(address);
    if (entry === undefined) return undefined;
    if (this.#clock.nowNs() - entry.seenNs <= ageNs) return entry.port;
    this.#entries.delete(address);
    return undefined;
  }

  forget(port: Port): void {
    for (const [address, entry] of this.#entries) if (entry.port === port) this.#entries.delete(address);
  }

  #forgetFirst(): void {
    for (const address of this.#entries.keys()) {
      this.#entries.delete(address);
      return;
    }
  }
}

/** The address of six bytes at a place, as a number. */
export const macAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!) * 0x100_0000 +
  ((bytes[at + 3]! << 16) | (bytes[at + 4]! << 8) | bytes[at + 5]!);
