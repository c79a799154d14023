import { VirtualClock } from '../../../bus/clock.ts';
import { ownMemory, type Views } from '../../../bus/memory.ts';
import type { DevicePort } from '../../../bus/port.ts';
import { WindowedMemory } from '../../../bus/windows.ts';
import { directions, placements } from '../../../spec/wire/admin/queues.ts';
import type { LlqShape } from '../../../spec/wire/llq.ts';
import { presets } from '../../presets.ts';
import { type DataPath, type DataPathOptions, openDataPath } from '../index.ts';
import { GuestRx } from './guestRx.ts';
import { GuestTx } from './guestTx.ts';

/** How a rig differs from the usual one. */
export interface RigOptions {
  readonly device?: Partial<DataPathOptions>;
  readonly memoryBytes?: number;
  readonly llqBytes?: number;
  readonly concurrent?: boolean;
}

/** How a queue differs from the usual one. */
export interface QueueOptions {
  readonly depth?: number;
  readonly entryWords?: number;
  readonly vector?: number;
  readonly llq?: LlqShape;
  /** Completes to this completion queue instead of one of its own. */
  readonly completionIndex?: number;
}

/** Where guest memory begins. */
export const memoryAddress = 2 ** 32;

const must = <T extends { readonly ok: boolean }>(result: T): Extract<T, { ok: true }> => {
  if (!result.ok) throw new Error(`the device refused: ${JSON.stringify(result)}`);
  return result as Extract<T, { ok: true }>;
};

/** A data path with a guest's memory before it and a peer behind it that keeps what it gets. */
export class GuestRig {
  readonly clock = new VirtualClock();
  readonly memory: Views;
  readonly dma = new WindowedMemory();
  readonly llq: Views | undefined;
  readonly path: DataPath;
  /** Vectors in the order in which they fired. */
  readonly interrupts: number[] = [];
  /** Copies of the frames that went out. */
  readonly sent: Uint8Array[] = [];
  #next = 0;

  constructor({ device = {}, memoryBytes = 2 ** 20, llqBytes = 2 ** 20, concurrent = false }: RigOptions = {}) {
    this.memory = ownMemory(memoryBytes);
    this.dma.map({ address: memoryAddress, ...this.memory });
    this.llq = llqBytes > 0 ? ownMemory(llqBytes) : undefined;
    const interrupt = (vector: number) => void this.interrupts.push(vector);
    const port: DevicePort = { dma: this.dma, llq: this.llq, concurrent, clock: this.clock, interrupt };
    this.path = openDataPath(port, { ...presets.nitro, ...device });
    this.path.peer.transmit = (frame) => void this.sent.push(frame.toBytes());
  }

  /** Address of so many bytes that nobody else has. */
  allocate(sizeBytes: number): number {
    const at = this.#next;
    this.#next += (sizeBytes + 63) & ~63;
    if (this.#next > this.memory.bytes.length) throw new Error('the rig is out of memory');
    return memoryAddress + at;
  }

  /** Address of a copy of these bytes, `skew` bytes behind a word. */
  place(bytes: ArrayLike<number>, skew = 0): number {
    const address = this.allocate(bytes.length + skew) + skew;
    this.memory.bytes.set(bytes, address - memoryAddress);
    return address;
  }

  read(address: number, lengthBytes: number): Uint8Array {
    return this.memory.bytes.slice(address - memoryAddress, address - memoryAddress + lengthBytes);
  }

  openTx(options: QueueOptions = {}): GuestTx {
    const { depth = 16, entryWords = 2, vector = 1, llq } = options;
    const ring = this.#completions(options, depth, entryWords, vector);
    const address = this.allocate(depth * 16);
    this.path.setLlq(llq);
    const placement = llq === undefined ? placements.host : placements.device;
    const request = { direction: directions.tx, placement, completionIndex: ring.index, depth, address };
    const { index, llqOffset = 0 } = must(this.path.createSubmissionQueue(request));
    const where =
      llq === undefined
        ? { words: this.memory.words, base: (address - memoryAddress) / 4 }
        : { words: this.llq!.words, base: llqOffset / 4 };
    return new GuestTx(this.path, index, { ...where, depth, llq }, { words: this.memory.words, ...ring, entryWords });
  }

  openRx(options: QueueOptions = {}): GuestRx {
    const { depth = 16, entryWords = 4, vector = 1 } = options;
    const ring = this.#completions(options, depth, entryWords, vector);
    const address = this.allocate(depth * 16);
    const request = {
      direction: directions.rx,
      placement: placements.host,
      completionIndex: ring.index,
      depth,
      address,
    };
    const { index } = must(this.path.createSubmissionQueue(request));
    const where = { words: this.memory.words, base: (address - memoryAddress) / 4, depth };
    return new GuestRx(this.path, index, where, { words: this.memory.words, ...ring, entryWords });
  }

  #completions({ completionIndex }: QueueOptions, depth: number, entryWords: number, vector: number) {
    const address = this.allocate(depth * entryWords * 4);
    if (completionIndex !== undefined) return { index: completionIndex, base: 0, depth };
    const { index } = must(this.path.createCompletionQueue({ entryWords, depth, vector, address }));
    return { index, base: (address - memoryAddress) / 4, depth };
  }
}
