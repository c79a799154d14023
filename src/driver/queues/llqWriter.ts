import { copy, ownMemory, type Views } from '../../bus/memory.ts';
import { Tx } from '../../spec/wire/descriptors.ts';
import {
  descriptorBytes,
  descriptorsPerEntry,
  headerOffset,
  type LlqShape,
  maxHeaderBytes,
} from '../../spec/wire/llq.ts';
import { indexMask, isRingDepth } from '../../spec/wire/ring.ts';
import type { TxWriter } from './txWriter.ts';

const descriptorWords = descriptorBytes / 4;

/** Writes entries to the device's memory, each built here first and then copied whole, as its bus wants it. */
export class LlqWriter implements TxWriter {
  readonly depth: number;
  readonly pushedBytes: number;
  readonly #target: Uint32Array;
  readonly #base: number;
  readonly #lapShift: number;
  readonly #entryWords: number;
  readonly #perEntry: number;
  readonly #inFirst: number;
  readonly #headerByte: number;
  readonly #bounce: Views;
  index = 0;
  #descriptors = 0;
  #room = 0;

  /** `offsetBytes` is where the device put the queue in its memory. */
  constructor(memory: Views, offsetBytes: number, depth: number, shape: LlqShape) {
    const end = offsetBytes + depth * shape.entryBytes;
    if (!isRingDepth(depth) || offsetBytes % 8 !== 0 || end > memory.bytes.length) {
      throw new RangeError('the queue is not inside the device memory');
    }
    this.depth = depth;
    this.pushedBytes = maxHeaderBytes(shape);
    this.#target = memory.words;
    this.#base = offsetBytes / 4;
    this.#lapShift = Math.log2(depth);
    this.#entryWords = shape.entryBytes / 4;
    this.#perEntry = descriptorsPerEntry(shape);
    this.#inFirst = shape.descriptorsBeforeHeader;
    this.#headerByte = headerOffset(shape);
    this.#bounce = ownMemory(shape.entryBytes);
  }

  entriesFor(descriptors: number): number {
    return Math.ceil(descriptors / this.#perEntry) + 2;
  }

  begin(header: Views, start: number, lengthBytes: number): void {
    this.#bounce.words.fill(0);
    copy(header, start, this.#bounce, this.#headerByte, lengthBytes);
    this.#descriptors = 0;
    this.#room = this.#inFirst;
  }

  write(word0: number, word1: number, word2: number, word3: number): void {
    if (this.#descriptors === this.#room) this.#push();
    const { words } = this.#bounce;
    const at = this.#descriptors++ * descriptorWords;
    const phase = (~this.index >>> this.#lapShift) & 1;
    words[at] = word0 | (phase << Tx.phase.shift);
    words[at + 1] = word1;
    words[at + 2] = word2;
    words[at + 3] = word3;
  }

  end(): void {
    this.#push();
  }

  #push(): void {
    const { words } = this.#bounce;
    const to = this.#base + (this.index & (this.depth - 1)) * this.#entryWords;
    for (let i = 0; i < this.#entryWords; i++) this.#target[to + i] = words[i]!;
    this.index = (this.index + 1) & indexMask;
    words.fill(0);
    this.#descriptors = 0;
    this.#room = this.#perEntry;
  }
}
