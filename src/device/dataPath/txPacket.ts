import { Cursor, type GuestMemory, type Views } from '../../bus/memory.ts';
import { Tx, TxMeta } from '../../spec/wire/descriptors.ts';
import { put, take } from '../../spec/wire/field.ts';
import { copyRun } from './copyRun.ts';
import { Frame } from './frame.ts';
import type { QueueFault } from './submissionQueue.ts';

/** Longest packet a guest may hand over to be segmented: 64 KiB behind a header that was pushed. */
export const maxPacketBytes = 0x1_0000 + 256;

const first = put(Tx.first, 1);
const last = put(Tx.last, 1);
const isMeta = put(Tx.isMeta, 1);
const completionRequest = put(Tx.completionRequest, 1);
const mustBeZero = put(Tx.reserved22, 1) | put(Tx.reserved25, 1) | put(Tx.reserved29, 7);
const phaseShift = Tx.phase.shift;
const lengthMask = Tx.length.mask;
const idHigh = Tx.requestIdHigh;
const idLow = Tx.requestIdLow;
const headerShift = Tx.headerLength.shift;
const two32 = 2 ** 32;

/** What a meta descriptor says of a packet. */
export interface TxMetaFacts {
  mss: number;
  l3Offset: number;
  l3Bytes: number;
  l4Bytes: number;
}

export const noMeta = (): TxMetaFacts => ({ mss: 0, l3Offset: 0, l3Bytes: 0, l4Bytes: 0 });

/** What a descriptor led to. */
export const steps = { more: 0, done: 1, malformed: 2 } as const;
export type Step = (typeof steps)[keyof typeof steps];

/** A packet as its descriptors tell it, one after another, and its bytes. One object for all packets of a device. */
export class TxPacket {
  readonly frame = new Frame(maxPacketBytes + 4);
  readonly meta = noMeta();
  /** The packet brought a meta descriptor of its own. */
  hasMeta = false;
  /** It is to be kept for later packets. */
  storesMeta = false;
  /** Second word of the first data descriptor: what is to be computed. */
  control = 0;
  requestId = 0;
  wantsCompletion = false;
  /** Its bytes could not be had: it is not sent, but completed. */
  isRefused = false;
  /** Why `add` said `malformed`. */
  fault: QueueFault = 'packet has no end';
  readonly #dma: GuestMemory;
  readonly #maxDescriptors: number;
  readonly #cursor = new Cursor();
  #descriptors = 0;
  #hasData = false;
  /** Where the pushed header lies, and how long it may be. */
  #header: Views | undefined;
  #headerByte = 0;
  #headerRoom = 0;

  constructor(dma: GuestMemory, maxDescriptors: number) {
    this.#dma = dma;
    this.#maxDescriptors = maxDescriptors;
  }

  /** Begins a packet without a pushed header. */
  begin(): void {
    this.frame.byte = 0;
    this.frame.lengthBytes = 0;
    this.hasMeta = false;
    this.storesMeta = false;
    this.isRefused = false;
    this.#descriptors = 0;
    this.#hasData = false;
    this.#header = undefined;
  }

  /** Tells where the entry of an LLQ has the header. */
  expectHeader(memory: Views, byte: number, roomBytes: number): void {
    this.#header = memory;
    this.#headerByte = byte;
    this.#headerRoom = roomBytes;
  }

  /** Takes the descriptor at word `at`, which must be of this phase. Each word is loaded once: the guest may be changing it. */
  add(words: Uint32Array, at: number, phase: number): Step {
    const control = words[at]!;
    if (((control >>> phaseShift) & 1) !== phase) return this.#fail('phase is not that of the lap');
    if ((control & mustBeZero) !== 0) return this.#fail('bits are set that must be 0');
    if ((control & first) === 0 && this.#descriptors === 0) return this.#fail('packet has no beginning');
    if ((control & first) !== 0 && this.#descriptors > 0) return this.#fail('packet begins twice');
    if (this.#descriptors++ === this.#maxDescriptors) return this.#fail('packet has too many descriptors');
    if ((control & isMeta) !== 0) return this.#addMeta(words, at, control);
    const high = words[at + 3]!;
    if (!this.#hasData) this.#beginData(words, at, control, high);
    const length = control & lengthMask;
    if (length > 0) this.#append(words[at + 2]!, high & 0xffff, length);
    return (control & last) !== 0 ? steps.done : steps.more;
  }

  #addMeta(words: Uint32Array, at: number, control: number): Step {
    if (this.#descriptors > 1 || (control & last) !== 0) return this.#fail('meta descriptor is out of place');
    const place = words[at + TxMeta.l3HeaderLength.word]!;
    this.hasMeta = true;
    this.storesMeta = take(control, TxMeta.store) !== 0;
    const { meta } = this;
    meta.mss = (take(control, TxMeta.mssHigh) << 10) | take(place, TxMeta.mssLow);
    meta.l3Offset = take(place, TxMeta.l3HeaderOffset);
    meta.l3Bytes = take(place, TxMeta.l3HeaderLength);
    meta.l4Bytes = take(place, TxMeta.l4HeaderLength) * 4;
    return steps.more;
  }

  #beginData(words: Uint32Array, at: number, control: number, high: number): void {
    const offloads = words[at + 1]! | 0;
    this.#hasData = true;
    this.control = offloads;
    this.requestId = (((control >>> idHigh.shift) & idHigh.mask) << 10) | (offloads >>> idLow.shift);
    this.wantsCompletion = (control & completionRequest) !== 0;
    const header = this.#header;
    if (header === undefined) return;
    const length = high >>> headerShift;
    if (length > this.#headerRoom) this.isRefused = true;
    else {
      copyRun(header, this.#headerByte, this.frame, 0, length);
      this.frame.lengthBytes = length;
    }
  }

  #append(low: number, high: number, lengthBytes: number): void {
    const { frame } = this;
    const have = frame.lengthBytes;
    if (this.isRefused || have + lengthBytes > maxPacketBytes) {
      this.isRefused = true;
      return;
    }
    // The frame begins where its first buffer does within a word, so that whole words can be copied.
    if (have === 0) frame.byte = low & 3;
    const place = frame.byte + have;
    const address = low + high * two32;
    if (this.#dma.resolve(address, lengthBytes, this.#cursor)) {
      copyRun(this.#cursor, this.#cursor.byte, frame, place, lengthBytes);
    } else if (!this.#dma.read(address, lengthBytes, frame, place)) {
      this.isRefused = true;
      return;
    }
    frame.lengthBytes = have + lengthBytes;
  }

  #fail(fault: QueueFault): Step {
    this.fault = fault;
    return steps.malformed;
  }
}
