const none = -1;

/**
 * Connections that are tracked, up to a number, each forgotten after it was idle for a time. A connection is known by 64 bits
 * made of its ends; two with the same bits count as one, which nobody will see. Fixed arrays, so that a packet allocates
 * nothing: buckets of linked entries, and all entries in a list from the longest idle to the last seen.
 */
export class ConnectionTable {
  readonly #limit: number;
  readonly #idleNs: number;
  readonly #buckets: Int32Array;
  readonly #inBucket: Int32Array;
  readonly #older: Int32Array;
  readonly #newer: Int32Array;
  readonly #keyLow: Uint32Array;
  readonly #keyHigh: Uint32Array;
  readonly #seenNs: Float64Array;
  #oldest = none;
  #newest = none;
  /** Entries without a connection, linked by `#inBucket`. */
  #free = none;
  #used = 0;
  count = 0;

  constructor(limit: number, idleNs: number) {
    this.#limit = limit;
    this.#idleNs = idleNs;
    this.#buckets = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, limit)))).fill(none);
    this.#inBucket = new Int32Array(limit);
    this.#older = new Int32Array(limit);
    this.#newer = new Int32Array(limit);
    this.#keyLow = new Uint32Array(limit);
    this.#keyHigh = new Uint32Array(limit);
    this.#seenNs = new Float64Array(limit);
  }

  /** How many more would be tracked at this time. */
  available(nowNs: number): number {
    this.#expire(nowNs);
    return this.#limit - this.count;
  }

  /** Notes a packet of a connection. False where it is a new one and there is no room. */
  track(low: number, high: number, nowNs: number): boolean {
    const bucket = (low ^ high) & (this.#buckets.length - 1);
    let entry = this.#buckets[bucket]!;
    while (entry !== none && (this.#keyLow[entry] !== low || this.#keyHigh[entry] !== high)) {
      entry = this.#inBucket[entry]!;
    }
    if (entry !== none && nowNs - this.#seenNs[entry]! < this.#idleNs) {
      this.#unlink(entry);
      this.#append(entry, nowNs);
      return true;
    }
    this.#expire(nowNs);
    entry = this.#take();
    if (entry === none) return false;
    this.#keyLow[entry] = low;
    this.#keyHigh[entry] = high;
    this.#inBucket[entry] = this.#buckets[bucket]!;
    this.#buckets[bucket] = entry;
    this.count++;
    this.#append(entry, nowNs);
    return true;
  }

  #take(): number {
    const entry = this.#free;
    if (entry === none) return this.#used < this.#limit ? this.#used++ : none;
    this.#free = this.#inBucket[entry]!;
    return entry;
  }

  #expire(nowNs: number): void {
    while (this.#oldest !== none && nowNs - this.#seenNs[this.#oldest]! >= this.#idleNs) {
      const entry = this.#oldest;
      this.#unlink(entry);
      this.#leaveBucket(entry);
      this.#inBucket[entry] = this.#free;
      this.#free = entry;
      this.count--;
    }
  }

  #leaveBucket(entry: number): void {
    const bucket = (this.#keyLow[entry]! ^ this.#keyHigh[entry]!) & (this.#buckets.length - 1);
    const after = this.#inBucket[entry]!;
    let at = this.#buckets[bucket]!;
    if (at === entry) {
      this.#buckets[bucket] = after;
      return;
    }
    while (this.#inBucket[at] !== entry) at = this.#inBucket[at]!;
    this.#inBucket[at] = after;
  }

  #append(entry: number, nowNs: number): void {
    this.#seenNs[entry] = nowNs;
    this.#older[entry] = this.#newest;
    this.#newer[entry] = none;
    if (this.#newest === none) this.#oldest = entry;
    else this.#newer[this.#newest] = entry;
    this.#newest = entry;
  }

  #unlink(entry: number): void {
    const older = this.#older[entry]!;
    const newer = this.#newer[entry]!;
    if (older === none) this.#oldest = newer;
    else this.#newer[older] = newer;
    if (newer === none) this.#newest = older;
    else this.#older[newer] = older;
  }
}
