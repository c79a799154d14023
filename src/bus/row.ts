/**
 * A queue that keeps its memory. An array gives its own back when it is emptied, so that one that is filled and emptied at each
 * burst of packets costs 150 bytes each time. Measured.
 */
export class Row<T> {
  #places: (T | undefined)[] = [undefined];
  #head = 0;
  /** Those that wait. */
  length = 0;

  push(item: T): void {
    if (this.length === this.#places.length) this.#grow();
    this.#places[(this.#head + this.length) & (this.#places.length - 1)] = item;
    this.length++;
  }

  /** Takes the first; undefined where nobody waits. */
  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.#places[this.#head];
    this.#places[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#places.length - 1);
    this.length--;
    return item;
  }

  clear(): void {
    while (this.length > 0) this.shift();
  }

  /** To twice the size, which stays a power of two; the first comes to the front. */
  #grow(): void {
    const places = this.#places;
    const room = Array.from(places, () => undefined);
    this.#places = [...places.slice(this.#head), ...places.slice(0, this.#head), ...room];
    this.#head = 0;
  }
}
