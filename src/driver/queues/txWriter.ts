import type { Views } from '../../bus/memory.ts';
import { Tx, txDescriptor } from '../../spec/wire/descriptors.ts';
import { Producer } from '../../spec/wire/ring.ts';

/** Where the descriptors of packets go: a ring in host memory, or the device's own memory. */
export interface TxWriter {
  /** Tail for the doorbell, running over 16 bits. */
  readonly index: number;
  /** Entries, of which all but one may be in use. */
  readonly depth: number;
  /** Header bytes that go to the device with the descriptors. 0 for a ring in host memory. */
  readonly pushedBytes: number;
  /** Entries that must be free before so many descriptors are sure to fit. */
  entriesFor(descriptors: number): number;
  /** Begins a packet whose first bytes are pushed. */
  begin(header: Views, start: number, lengthBytes: number): void;
  /** Writes a descriptor: its four words, the first without phase. */
  write(word0: number, word1: number, word2: number, word3: number): void;
  /** Ends the packet. */
  end(): void;
}

/** The ring in host memory. */
export class HostTxWriter implements TxWriter {
  readonly #ring: Producer;
  readonly depth: number;
  readonly pushedBytes = 0;

  constructor(memory: Views, base: number, depth: number, ordered: boolean) {
    const entryWords = txDescriptor.sizeBytes / 4;
    this.#ring = new Producer({ words: memory.words, base, depth, entryWords, phase: Tx.phase, ordered });
    this.depth = depth;
  }

  get index(): number {
    return this.#ring.index;
  }

  entriesFor(descriptors: number): number {
    return descriptors;
  }

  begin(): void {}

  write(word0: number, word1: number, word2: number, word3: number): void {
    const ring = this.#ring;
    const { words, at } = ring;
    words[at + 1] = word1;
    words[at + 2] = word2;
    words[at + 3] = word3;
    ring.commit(word0);
  }

  end(): void {}
}
