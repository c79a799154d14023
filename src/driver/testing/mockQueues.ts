import { Cursor } from '../../bus/memory.ts';
import type { DevicePort } from '../../bus/port.ts';
import { Rx, RxDone, Tx, TxDone, txRequestId } from '../../spec/wire/descriptors.ts';
import { get, getWide, put } from '../../spec/wire/field.ts';
import { descriptorBytes, headerOffset, type LlqShape } from '../../spec/wire/llq.ts';
import { Consumer, Producer } from '../../spec/wire/ring.ts';

/** A completion queue of the mock. */
export interface MockCompletion {
  readonly ring: Producer;
  readonly vector: number;
}

const ringAt = (port: DevicePort, address: number, bytes: number): Cursor => {
  const cursor = new Cursor();
  if (!port.dma.resolve(address, bytes, cursor)) throw new Error('the ring is not in the memory of the guest');
  return cursor;
};

/** Makes a completion ring of `entryWords` words an entry. */
export const mockCompletion = (
  port: DevicePort,
  shape: { address: number; depth: number; entryWords: number; vector: number },
): MockCompletion => {
  const { words, word: base } = ringAt(port, shape.address, shape.depth * shape.entryWords * 4);
  const { depth, entryWords, vector } = shape;
  // Tx and Rx completions carry the phase in the same place.
  return { ring: new Producer({ words, base, depth, entryWords, phase: TxDone.phase }), vector };
};

/** A Tx queue of the mock: it takes frames from where they are and completes them when it is told to. */
export class MockTx {
  readonly frames: Uint8Array[] = [];
  /** Ids of packets that are not completed. */
  readonly held: number[] = [];
  readonly #port: DevicePort;
  readonly #completion: MockCompletion;
  readonly #ring: Consumer | undefined;
  readonly #llq: LlqShape | undefined;
  readonly #depth: number;
  #index = 0;

  constructor(port: DevicePort, completion: MockCompletion, place: { address: number; depth: number; llq?: LlqShape }) {
    this.#port = port;
    this.#completion = completion;
    this.#depth = place.depth;
    this.#llq = place.llq;
    if (place.llq !== undefined) return;
    const { words, word: base } = ringAt(port, place.address, place.depth * descriptorBytes);
    this.#ring = new Consumer({ words, base, depth: place.depth, entryWords: 4, phase: Tx.phase });
  }

  /** Takes what a doorbell told of. */
  ring(tail: number): void {
    if (this.#ring === undefined) this.#takeEntries(tail);
    else while (this.#ring.pending(tail) > 0) this.#takePacket(this.#ring);
  }

  /** Completes packets in the order they came, or the one of an id. */
  complete(count = this.held.length): void {
    for (const id of this.held.splice(0, count)) this.post(id);
  }

  /** Posts a completion, true or not. */
  post(id: number, bits = 0): void {
    const { ring, vector } = this.#completion;
    ring.commit((put(TxDone.requestId, id) | bits) >>> 0);
    this.#port.interrupt(vector);
  }

  #takePacket(ring: Consumer): void {
    const bytes: number[] = [];
    let id = 0;
    for (let isLast = false; !isLast; ring.advance()) {
      const { words, at } = ring;
      if (!ring.isNew) throw new Error('the doorbell told of a descriptor that is not there');
      isLast = get(words, at, Tx.last) === 1;
      if (get(words, at, Tx.isMeta) === 1) continue;
      if (get(words, at, Tx.completionRequest) === 1) id = txRequestId(words, at);
      bytes.push(...this.#read(words, at));
    }
    this.frames.push(Uint8Array.from(bytes));
    this.held.push(id);
  }

  /** Each packet of the mock's LLQ is taken for one that fits into an entry, and what follows its header for the rest. */
  #takeEntries(tail: number): void {
    const shape = this.#llq!;
    const memory = this.#port.llq!;
    while (this.#index !== tail) {
      const byte = (this.#index & (this.#depth - 1)) * shape.entryBytes;
      const bytes: number[] = [];
      let id = 0;
      for (let place = 0; place < shape.descriptorsBeforeHeader; place++) {
        const at = (byte + place * descriptorBytes) / 4;
        if (get(memory.words, at, Tx.isMeta) === 1) continue;
        if (get(memory.words, at, Tx.completionRequest) === 1) {
          id = txRequestId(memory.words, at);
          const from = byte + headerOffset(shape);
          bytes.push(...memory.bytes.subarray(from, from + get(memory.words, at, Tx.headerLength)));
        }
        bytes.push(...this.#read(memory.words, at));
        if (get(memory.words, at, Tx.last) === 1) break;
      }
      this.frames.push(Uint8Array.from(bytes));
      this.held.push(id);
      this.#index = (this.#index + 1) & 0xffff;
    }
  }

  #read(words: Uint32Array, at: number): Uint8Array {
    const length = get(words, at, Tx.length);
    if (length === 0) return new Uint8Array();
    const { bytes, byte } = ringAt(this.#port, getWide(words, at, Tx.address), length);
    return bytes.subarray(byte, byte + length);
  }
}

/** An Rx queue of the mock. */
export class MockRx {
  readonly #port: DevicePort;
  readonly #completion: MockCompletion;
  readonly #ring: Consumer;
  #tail = 0;

  constructor(port: DevicePort, completion: MockCompletion, place: { address: number; depth: number }) {
    this.#port = port;
    this.#completion = completion;
    const { words, word: base } = ringAt(port, place.address, place.depth * descriptorBytes);
    this.#ring = new Consumer({ words, base, depth: place.depth, entryWords: 4, phase: Rx.phase });
  }

  /** Buffers it has. */
  get buffers(): number {
    return this.#ring.pending(this.#tail);
  }

  ring(tail: number): void {
    this.#tail = tail;
  }

  /** Delivers a frame over as many buffers as it takes. False without buffers. */
  deliver(frame: Uint8Array, status = 0): boolean {
    let at = 0;
    while (at < frame.length) {
      if (this.buffers === 0) return false;
      const { words, at: entry } = this.#ring;
      const room = get(words, entry, Rx.length) || 65_536;
      const piece = frame.subarray(at, at + room);
      const target = ringAt(this.#port, getWide(words, entry, Rx.address), piece.length);
      target.bytes.set(piece, target.byte);
      const first = put(RxDone.first, at === 0 ? 1 : 0);
      at += piece.length;
      this.post(
        get(words, entry, Rx.requestId),
        piece.length,
        status | first | put(RxDone.last, at === frame.length ? 1 : 0),
      );
      this.#ring.advance();
    }
    return true;
  }

  /** Posts a completion, true or not. */
  post(id: number, length: number, status: number): void {
    const { ring, vector } = this.#completion;
    ring.words[ring.at + 1] = (put(RxDone.length, length) | put(RxDone.requestId, id)) >>> 0;
    ring.words[ring.at + 2] = 0x1234_5678;
    ring.words[ring.at + 3] = 0;
    ring.commit((status | put(RxDone.buffer, 1)) >>> 0);
    this.#port.interrupt(vector);
  }
}
