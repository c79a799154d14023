import { Cursor, type GuestMemory, ownMemory, type Views } from '../../bus/memory.ts';
import { Rx } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import { copyRun } from './copyRun.ts';
import type { Frame } from './frame.ts';
import type { QueueFault, SubmissionQueue } from './submissionQueue.ts';

const mustBeZero = put(Rx.reserved16, 0xff);
const phaseShift = Rx.phase.shift;
const lengthMask = Rx.length.mask;
const highHalf = 0xffff_0000;
const two32 = 2 ** 32;
/** What a length of 0 means. */
const wholeBytes = 0x1_0000;

/** Whether a frame has a place. */
export const places = { found: 0, missing: 1, malformed: 2 } as const;
export type Place = (typeof places)[keyof typeof places];

/** The buffers that a frame goes to. One object for all frames of a device. */
export class RxBuffers {
  readonly capacity: number;
  /** Buffers used. */
  count = 0;
  /** Why `find` said `malformed`. */
  fault: QueueFault = 'phase is not that of the lap';
  readonly requestIds: Uint16Array;
  /** Bytes of the frame that each gets. */
  readonly lengths: Uint32Array;
  /** Where the bytes go: behind the offset, in the first. */
  readonly addresses: Float64Array;
  readonly #dma: GuestMemory;
  readonly #cursor = new Cursor();
  /** Where bytes go that are read only to see that they can be. */
  #probe: Views | undefined;

  /** `capacity` buffers at most for one frame. */
  constructor(dma: GuestMemory, capacity: number) {
    this.#dma = dma;
    this.capacity = capacity;
    this.requestIds = new Uint16Array(capacity);
    this.lengths = new Uint32Array(capacity);
    this.addresses = new Float64Array(capacity);
  }

  /**
   * Finds buffers for so many bytes among the next of a queue: at most `limit` buffers, each with at most `sliceBytes` of
   * the frame. Nothing is written or taken yet.
   */
  find(queue: SubmissionQueue, lengthBytes: number, offset: number, limit: number, sliceBytes: number): Place {
    const { ring } = queue;
    const { words } = ring;
    const available = Math.min(queue.pending, limit);
    let rest = lengthBytes;
    this.count = 0;
    for (let ahead = 0; rest > 0; ahead++) {
      if (ahead >= available) return places.missing;
      const at = ring.atAhead(ahead);
      const control = words[at]!;
      const id = words[at + 1]!;
      const low = words[at + 2]!;
      const high = words[at + 3]!;
      if (((control >>> phaseShift) & 1) !== ring.phaseAhead(ahead)) {
        return this.#fail('phase is not that of the lap');
      }
      if ((control & mustBeZero) !== 0 || ((id | high) & highHalf) !== 0)
        return this.#fail('bits are set that must be 0');
      const skipped = ahead === 0 ? offset : 0;
      const room = (control & lengthMask || wholeBytes) - skipped;
      if (room <= 0) return places.missing;
      const length = Math.min(room, rest, sliceBytes);
      this.requestIds[ahead] = id;
      this.lengths[ahead] = length;
      this.addresses[ahead] = low + high * two32 + skipped;
      this.count = ahead + 1;
      rest -= length;
    }
    return places.found;
  }

  /** Bytes of a frame that the next buffers of a queue have room for, at most `limit` of them. */
  roomBytes(queue: SubmissionQueue, offset: number, limit: number): number {
    if (!queue.isReachable()) return 0;
    const { ring } = queue;
    const available = Math.min(queue.pending, limit);
    let sum = -offset;
    for (let ahead = 0; ahead < available; ahead++) sum += ring.words[ring.atAhead(ahead)]! & lengthMask || wholeBytes;
    return Math.max(sum, 0);
  }

  /** Copies the frame to the buffers. False where one is not the guest's memory: nothing was written then. */
  fill(frame: Frame): boolean {
    const cursor = this.#cursor;
    const { count, lengths, addresses } = this;
    if (count === 1) {
      const length = lengths[0]!;
      if (!this.#dma.resolve(addresses[0]!, length, cursor)) return this.#write(frame, 0, frame.byte);
      copyRun(frame, frame.byte, cursor, cursor.byte, length);
      return true;
    }
    for (let i = 0; i < count; i++) {
      if (!this.#dma.resolve(addresses[i]!, lengths[i]!, cursor) && !this.#isWritable(i)) return false;
    }
    for (let i = 0, at = frame.byte; i < count; at += lengths[i++]!) this.#write(frame, i, at);
    return true;
  }

  #write(frame: Frame, index: number, at: number): boolean {
    const cursor = this.#cursor;
    const length = this.lengths[index]!;
    if (!this.#dma.resolve(this.addresses[index]!, length, cursor)) {
      return this.#dma.write(this.addresses[index]!, length, frame, at);
    }
    copyRun(frame, at, cursor, cursor.byte, length);
    return true;
  }

  /** Whether a buffer in several pieces of memory is there as a whole. */
  #isWritable(index: number): boolean {
    this.#probe ??= ownMemory(wholeBytes);
    return this.#dma.read(this.addresses[index]!, this.lengths[index]!, this.#probe, 0);
  }

  #fail(fault: QueueFault): Place {
    this.fault = fault;
    return places.malformed;
  }
}
