import { type Cursor, copy, type GuestMemory, type Views } from './memory.ts';

/** A piece of guest memory that is mapped here, of at most 4 GiB. Bases are divisible by 4, in the guest and here. */
export interface Window extends Views {
  readonly address: number;
}

const addressLimit = 2 ** 48;
const windowLimit = 2 ** 32;

const isRange = (address: number, lengthBytes: number): boolean =>
  Number.isInteger(address) && address >= 0 && lengthBytes >= 0 && address + lengthBytes <= addressLimit;

/** Guest memory made of windows, which come and go. Few windows, mostly the same one again: the last hit is tried first. */
export class WindowedMemory implements GuestMemory {
  generation = 0;
  #windows: readonly Window[] = [];
  #last: Window | undefined;
  #lastEnd = 0;

  /** Adds a window. Throws where it overlaps another. */
  map(window: Window): void {
    const { address, bytes } = window;
    if (address % 4 !== 0 || bytes.byteOffset % 4 !== 0 || !isRange(address, bytes.length)) {
      throw new RangeError('a window must begin at a word, below 2^48');
    }
    // Places in a window are integers of 32 bits: as floating point they cost a conversion for each descriptor and copy.
    if (bytes.length > windowLimit) throw new RangeError('a window holds at most 4 GiB');
    const overlaps = this.#windows.some(
      (other) => address < other.address + other.bytes.length && other.address < address + bytes.length,
    );
    if (overlaps) throw new RangeError(`a window at 0x${address.toString(16)} is mapped already`);
    this.#windows = [...this.#windows, window].sort((a, b) => a.address - b.address);
    this.#changed();
  }

  /** Removes the window that begins at `address`. Says whether there was one. */
  unmap(address: number): boolean {
    const kept = this.#windows.filter((window) => window.address !== address);
    const found = kept.length < this.#windows.length;
    this.#windows = kept;
    if (found) this.#changed();
    return found;
  }

  resolve(address: number, lengthBytes: number, into: Cursor): boolean {
    const last = this.#last;
    // Nearly always the window of the last time: then nothing else is to be asked.
    if (last !== undefined && address >= last.address && lengthBytes >= 0 && address + lengthBytes <= this.#lastEnd) {
      into.words = last.words;
      into.bytes = last.bytes;
      into.byte = (address - last.address) >>> 0;
      return true;
    }
    return this.#search(address, lengthBytes, into);
  }

  #search(address: number, lengthBytes: number, into: Cursor): boolean {
    if (!isRange(address, lengthBytes)) return false;
    const window = this.#at(address);
    if (window === undefined || address + lengthBytes > window.address + window.bytes.length) return false;
    into.words = window.words;
    into.bytes = window.bytes;
    into.byte = (address - window.address) >>> 0;
    return true;
  }

  read(address: number, lengthBytes: number, target: Views, at: number): boolean {
    if (!this.#covers(address, lengthBytes) || at + lengthBytes > target.bytes.length) return false;
    for (let done = 0; done < lengthBytes; ) {
      const window = this.#at(address + done)!;
      const from = address + done - window.address;
      const length = Math.min(lengthBytes - done, window.bytes.length - from);
      copy(window, from, target, at + done, length);
      done += length;
    }
    return true;
  }

  write(address: number, lengthBytes: number, source: Views, at: number): boolean {
    if (!this.#covers(address, lengthBytes) || at + lengthBytes > source.bytes.length) return false;
    for (let done = 0; done < lengthBytes; ) {
      const window = this.#at(address + done)!;
      const to = address + done - window.address;
      const length = Math.min(lengthBytes - done, window.bytes.length - to);
      copy(source, at + done, window, to, length);
      done += length;
    }
    return true;
  }

  /** Whether windows cover the range without a gap, so that a copy is done whole or not at all. */
  #covers(address: number, lengthBytes: number): boolean {
    if (!isRange(address, lengthBytes)) return false;
    for (let reached = address; reached < address + lengthBytes; ) {
      const window = this.#at(reached);
      if (window === undefined) return false;
      reached = window.address + window.bytes.length;
    }
    return true;
  }

  #at(address: number): Window | undefined {
    const last = this.#last;
    if (last !== undefined && address >= last.address && address < last.address + last.bytes.length) return last;
    const found = this.#windows.find(
      (window) => address >= window.address && address < window.address + window.bytes.length,
    );
    if (found === undefined) return undefined;
    this.#last = found;
    this.#lastEnd = found.address + found.bytes.length;
    return found;
  }

  #changed(): void {
    this.generation++;
    this.#last = undefined;
  }
}
