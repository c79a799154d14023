import { Cursor, type GuestMemory, ownMemory, type Views } from '../../bus/memory.ts';

/** What moves when the view of a ring's memory does. */
interface Movable {
  move(words: Uint32Array, base: number): void;
}

/** Entries hold 64-bit words that the device writes whole, so rings begin at such a word. */
const alignment = 8;

/**
 * Where a ring of the guest lies in our memory. Looked up once for as long as the guest's memory map stays as it is. Where the
 * ring lies in no single piece, it is worked on in a copy, which is read before and written after.
 */
export class RingWindow {
  readonly #dma: GuestMemory;
  readonly #address: number;
  readonly #sizeBytes: number;
  readonly #cursor = new Cursor();
  #generation: number;
  #copy: Views | undefined;

  private constructor(dma: GuestMemory, address: number, sizeBytes: number) {
    this.#dma = dma;
    this.#address = address;
    this.#sizeBytes = sizeBytes;
    this.#generation = dma.generation;
  }

  /** Undefined where the guest has no such memory. */
  static open(dma: GuestMemory, address: number, sizeBytes: number): RingWindow | undefined {
    if (address % alignment !== 0) return undefined;
    const window = new RingWindow(dma, address, sizeBytes);
    return window.#locate() ? window : undefined;
  }

  get words(): Uint32Array {
    return (this.#copy ?? this.#cursor).words;
  }

  /** First word of the ring in `words`. */
  get base(): number {
    return this.#copy === undefined ? this.#cursor.word : 0;
  }

  /** To be asked before work begins. False: the memory has gone away; it may come back. */
  isReachable(end: Movable): boolean {
    if (this.#generation === this.#dma.generation) return true;
    if (!this.#locate()) return false;
    this.#generation = this.#dma.generation;
    end.move(this.words, this.base);
    return true;
  }

  /** Brings bytes of the ring up to date before they are read. */
  load(offset: number, lengthBytes: number): boolean {
    return this.#copy === undefined || this.#dma.read(this.#address + offset, lengthBytes, this.#copy, offset);
  }

  /** Brings bytes of the ring to the guest after they were written. */
  store(offset: number, lengthBytes: number): boolean {
    return this.#copy === undefined || this.#dma.write(this.#address + offset, lengthBytes, this.#copy, offset);
  }

  #locate(): boolean {
    if (this.#dma.resolve(this.#address, this.#sizeBytes, this.#cursor)) {
      this.#copy = undefined;
      return true;
    }
    const copy = this.#copy ?? ownMemory(this.#sizeBytes);
    if (!this.#dma.read(this.#address, this.#sizeBytes, copy, 0)) return false;
    this.#copy = copy;
    return true;
  }
}
