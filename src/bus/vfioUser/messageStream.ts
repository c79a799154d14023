import { getField, type Message } from './message.ts';
import { header, headerBytes, limits } from './protocol.ts';

interface Batch {
  /** Place in the stream of the message they came with. */
  readonly place: number;
  readonly descriptors: number[];
}

/** What does not follow the rules so far that nothing after it can be told. */
export type StreamFault = 'message too short' | 'message too long' | 'too many descriptors';

const roomBytes = 4 * limits.messageBytes;

/**
 * Cuts a stream of bytes into messages. Bytes stay where they were received until the message after them is taken, and
 * while the stream is `pinned` nothing that was shown moves.
 */
export class MessageStream {
  /** Where the next bytes are to be put: from `end` on. */
  bytes: Uint8Array;
  end = 0;
  /** While positive, a message that was shown is still in use. */
  pins = 0;
  fault: StreamFault | undefined;
  #view: DataView;
  #begin = 0;
  /** Place in the stream of the first byte of `bytes`. */
  #origin = 0;
  #batches: Batch[] = [];
  readonly #allocate: (sizeBytes: number) => Uint8Array;

  constructor(allocate: (sizeBytes: number) => Uint8Array) {
    this.#allocate = allocate;
    this.bytes = allocate(roomBytes);
    this.#view = new DataView(this.bytes.buffer);
  }

  /** Bytes that wait. */
  get waitingBytes(): number {
    return this.end - this.#begin;
  }

  /** Makes room behind `end` for a message. False where so much waits already that no more may come. */
  makeRoom(): boolean {
    if (this.#begin === this.end && this.pins === 0) {
      this.#origin += this.end;
      this.#begin = 0;
      this.end = 0;
    }
    if (this.bytes.length - this.end >= limits.messageBytes) return true;
    if (this.waitingBytes > roomBytes - limits.messageBytes) return false;
    const target = this.pins > 0 ? this.#allocate(roomBytes) : this.bytes;
    target.set(this.bytes.subarray(this.#begin, this.end));
    this.bytes = target;
    this.#view = new DataView(target.buffer);
    this.#origin += this.#begin;
    this.end -= this.#begin;
    this.#begin = 0;
    return true;
  }

  /**
   * `count` bytes were put behind `end`, and descriptors came with them. The kernel ends a read with the bytes that
   * descriptors were sent with, so they belong to the message that holds the last byte.
   */
  received(count: number, descriptors: number[]): void {
    this.end += count;
    if (descriptors.length === 0) return;
    let at = this.#begin;
    for (;;) {
      const size = this.#sizeAt(at);
      if (size === undefined || size < headerBytes || at + size >= this.end) break;
      at += size;
    }
    const place = this.#origin + at;
    const batch = this.#batches.at(-1);
    if (batch?.place === place) batch.descriptors.push(...descriptors);
    else this.#batches.push({ place, descriptors });
    if (this.#batches.at(-1)!.descriptors.length > limits.descriptors) this.fault ??= 'too many descriptors';
  }

  /** Shows the next whole message. False where there is none, or where `fault` says why there never will be. */
  next(message: Message): boolean {
    if (this.fault !== undefined) return false;
    const size = this.#wholeAt(this.#begin);
    if (size === undefined) return false;
    message.show(this.bytes, this.#view, this.#begin, this.#descriptorsOf(this.#begin));
    this.#begin += size;
    return true;
  }

  /**
   * Shows a whole message that waits behind others and which `isWanted`, and leaves it there. The descriptors of none are
   * shown: no answer that we ask for has any.
   */
  find(message: Message, isWanted: () => boolean): boolean {
    for (let at = this.#begin; ; ) {
      const size = this.#wholeAt(at);
      if (size === undefined) return false;
      message.show(this.bytes, this.#view, at);
      if (isWanted()) return true;
      at += size;
    }
  }

  /** All descriptors of messages that were never taken. */
  takeDescriptors(): number[] {
    const left = this.#batches.flatMap(({ descriptors }) => descriptors);
    this.#batches = [];
    return left;
  }

  #sizeAt(at: number): number | undefined {
    return this.end - at < headerBytes ? undefined : getField(this.#view, at, header.sizeBytes);
  }

  #wholeAt(at: number): number | undefined {
    const size = this.#sizeAt(at);
    if (size === undefined) return undefined;
    if (size < headerBytes) this.fault = 'message too short';
    else if (size > limits.messageBytes) this.fault = 'message too long';
    else if (this.end - at >= size) return size;
    return undefined;
  }

  #descriptorsOf(at: number): readonly number[] | undefined {
    const first = this.#batches[0];
    if (first === undefined || first.place !== this.#origin + at) return undefined;
    this.#batches.shift();
    return first.descriptors;
  }
}
