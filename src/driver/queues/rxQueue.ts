import { copy, ownMemory, type Views } from '../../bus/memory.ts';
import type { DmaBlock } from '../../bus/port.ts';
import { Rx, RxDone, rxDescriptor } from '../../spec/wire/descriptors.ts';
import { get, put } from '../../spec/wire/field.ts';
import { Consumer, Producer } from '../../spec/wire/ring.ts';
import type { Adapter } from '../adapter.ts';
import { PagePool, pageBytes } from './pagePool.ts';
import type { CompletionHandle, SubmissionHandle } from './queueCommands.ts';
import type { RxCounters } from './queueCounters.ts';
import { ReceivedFrame } from './receivedFrame.ts';
import { judgeChecksum } from './rxChecksum.ts';
import { complainOfRx, type RxTrouble, troubleOfDescriptor } from './rxTroubles.ts';

/** Room Linux leaves before a packet, and behind it for its own book-keeping. */
const headroomBytes = 64;
const tailroomBytes = 320;
const ethernetHeaderBytes = 14;
const wholeBuffer = put(Rx.first, 1) | put(Rx.last, 1) | put(Rx.completionRequest, 1);

/** An Rx queue at work: it exists while the interface is up. */
export class RxQueue {
  readonly id: number;
  readonly depth: number;
  readonly counters: RxCounters;
  readonly submission: SubmissionHandle;
  readonly completion: CompletionHandle;
  readonly completions: Consumer;
  readonly #adapter: Adapter;
  readonly #blocks: readonly DmaBlock[];
  readonly #submissions: Producer;
  readonly #pages: PagePool;
  readonly #frame = new ReceivedFrame();
  /** Where short packets are copied, so that their buffers can be posted again at once. */
  readonly #copy: Views = ownMemory(256);
  readonly #headroom: number;
  readonly #bufferBytes: number;
  readonly #refillFrom: number;
  readonly #mask: number;
  /** Ids of buffers that are not posted, as a ring. */
  readonly #free: Uint16Array;
  #freeHead = 0;
  /** By id: its page, or -1 when it is not posted. A page waits here for its next turn where it was only copied from. */
  readonly #pageOf: Int32Array;
  readonly #isPosted: Uint8Array;
  #posted = 0;
  /** Completions of a packet whose end has not come. */
  #partial = 0;
  #isBroken = false;
  /** Checks in a row that found the ring without buffers. */
  emptyChecks = 0;
  /** Checks in a row that found packets and no interrupt. */
  silentChecks = 0;

  constructor(adapter: Adapter, parts: RxParts) {
    const { depth, submissionBlock, completionBlock } = parts;
    const { port, voice } = adapter;
    const ordered = port.concurrent;
    this.#adapter = adapter;
    this.id = parts.id;
    this.depth = depth;
    this.counters = parts.counters;
    this.submission = parts.submission;
    this.completion = parts.completion;
    this.#blocks = [submissionBlock, completionBlock];
    this.#submissions = new Producer({
      words: submissionBlock.words,
      base: submissionBlock.word,
      depth,
      entryWords: rxDescriptor.sizeBytes / 4,
      phase: Rx.phase,
      ordered,
    });
    this.completions = new Consumer({
      words: completionBlock.words,
      base: completionBlock.word,
      depth,
      entryWords: parts.completionWords,
      phase: RxDone.phase,
      ordered,
    });
    this.#pages = new PagePool(port, depth);
    this.#headroom = voice.does.rxHeadroom ? headroomBytes : 0;
    this.#bufferBytes = voice.does.rxHeadroom ? pageBytes - headroomBytes - tailroomBytes : pageBytes;
    this.#refillFrom = Math.min(depth / 8, 256);
    this.#mask = depth - 1;
    this.#free = Uint16Array.from({ length: depth }, (_, id) => id);
    this.#pageOf = new Int32Array(depth).fill(-1);
    this.#isPosted = new Uint8Array(depth);
    this.#frame.queue = parts.id;
  }

  /** Buffers that could be posted and are not. */
  get missingBuffers(): number {
    return this.depth - 1 - this.#posted;
  }

  /** Posts buffers, at most `wanted`, and tells the device once. Says how many. */
  refill(wanted: number): number {
    const { counters } = this;
    const { speech, port } = this.#adapter;
    let posted = 0;
    while (posted < wanted && this.#post()) posted++;
    if (posted < wanted) {
      counters.page_alloc_fail++;
      counters.refil_partial++;
      speech.say('rxNoPage', { queue: this.id });
      speech.say('rxRefillPartial', { queue: this.id, allocated: posted, wanted });
    }
    if (posted > 0) port.write32(this.submission.doorbellOffset, this.#submissions.index);
    return posted;
  }

  /** Takes packets, at most `budget`, and posts buffers where many are missing. Says how many packets. */
  receive(budget: number): number {
    let done = 0;
    while (done < budget && !this.#isBroken && this.#findPacket()) {
      if (!this.#deliver()) break;
      done++;
    }
    if (this.missingBuffers > this.#refillFrom) this.refill(this.missingBuffers);
    return done;
  }

  /** Gives all memory back. */
  free(): void {
    this.#pages.release();
    for (const block of this.#blocks) block.free();
  }

  #post(): boolean {
    const id = this.#free[this.#freeHead & this.#mask]!;
    let page = this.#pageOf[id]!;
    if (page < 0) {
      if (this.#adapter.troubles.outOfPages) return false;
      page = this.#pages.take();
      if (page < 0) return false;
      this.#pageOf[id] = page;
    }
    this.#freeHead = (this.#freeHead + 1) & 0xffff;
    this.#isPosted[id] = 1;
    this.#posted++;
    const ring = this.#submissions;
    const { words, at } = ring;
    words[at + 1] = id;
    words[at + 2] = this.#pages.addressLow[page]! + this.#headroom;
    words[at + 3] = this.#pages.addressHigh[page]!;
    ring.commit(wholeBuffer | put(Rx.length, this.#bufferBytes));
    return true;
  }

  /** Looks whether the end of a packet has come. What was seen of it is not looked at again. */
  #findPacket(): boolean {
    const ring = this.completions;
    const { words } = ring;
    while (this.#partial < this.depth) {
      const at = ring.atAhead(this.#partial);
      const word = this.#load(at);
      if (((word >>> RxDone.phase.shift) & 1) !== ring.phaseAhead(this.#partial)) return false;
      const trouble = troubleOfDescriptor(this.#adapter, words, at, this.#partial);
      if (trouble !== undefined) return this.#give(trouble, at);
      this.#partial++;
      if (get(words, at, RxDone.last) === 1) return true;
    }
    return false;
  }

  #load(at: number): number {
    const { words } = this.completions;
    return this.#adapter.port.concurrent ? Atomics.load(words, at) : words[at]!;
  }

  /** Hands the packet that was found to the stack. False where it cannot be one. */
  #deliver(): boolean {
    const ring = this.completions;
    const { words } = ring;
    const count = this.#partial;
    const last = ring.atAhead(count - 1);
    this.#partial = 0;
    if (count > this.#adapter.device.maxRxBuffers) {
      this.counters.bad_desc_num++;
      return this.#give('tooMany', last, count);
    }
    const frame = this.#frame;
    frame.clear();
    const offset = this.#adapter.voice.does.rxOffset ? get(words, ring.at, RxDone.offset) : 0;
    for (let piece = 0; piece < count; piece++) {
      const at = ring.atAhead(piece);
      const id = get(words, at, RxDone.requestId);
      if (id >= this.depth || this.#isPosted[id] === 0) {
        this.counters.bad_req_id++;
        return this.#give(id >= this.depth ? 'id' : 'page', at, piece);
      }
      const page = this.#pageOf[id]!;
      const skip = piece === 0 ? offset : 0;
      // Whatever the device says of its length, a piece ends with its buffer.
      const lengthBytes = Math.min(get(words, at, RxDone.length), this.#bufferBytes - skip);
      frame.add(this.#pages.memoryOf(page), this.#pages.byte[page]! + this.#headroom + skip, lengthBytes);
      // Not posted from here on, so that an id which comes twice in one packet is found.
      this.#isPosted[id] = 0;
    }
    this.#count(words[last]!, frame);
    frame.hash = words[last + RxDone.hash.word]!;
    const isCopied = count === 1 && frame.lengthBytes <= this.#adapter.voice.limits.copybreakBytes;
    if (isCopied) this.#copyShort(frame);
    this.#adapter.stack.receive(frame);
    for (let piece = 0; piece < count; piece++) {
      this.#take(get(words, ring.atAhead(piece), RxDone.requestId), isCopied);
    }
    ring.advance(count);
    return true;
  }

  #count(status: number, frame: ReceivedFrame): void {
    const { counters } = this;
    const { does } = this.#adapter.voice;
    judgeChecksum(status, frame, does.checksumChecked);
    if (frame.checksum === 'good') counters.csum_good++;
    else if (frame.checksum === 'bad') counters.csum_bad++;
    else if (frame.checksum === 'unchecked') counters.csum_unchecked++;
    counters.cnt++;
    counters.bytes += does.countsRxHeader ? frame.lengthBytes : Math.max(0, frame.lengthBytes - ethernetHeaderBytes);
  }

  #copyShort(frame: ReceivedFrame): void {
    const { lengthBytes } = frame;
    copy(frame.memory[0]!, frame.start[0]!, this.#copy, 0, lengthBytes);
    frame.clear();
    frame.add(this.#copy, 0, lengthBytes);
    this.counters.rx_copybreak_pkt++;
  }

  /** A buffer came back. Its page stays with it where the packet was copied; else it goes with the packet. */
  #take(id: number, keepsPage: boolean): void {
    if (!keepsPage) {
      this.#pages.give(this.#pageOf[id]!);
      this.#pageOf[id] = -1;
    }
    this.#free[(this.#freeHead - this.#posted) & this.#mask] = id;
    this.#posted--;
  }

  #give(trouble: RxTrouble, at: number, place = this.#partial): false {
    this.#isBroken = complainOfRx(this.#adapter, this, trouble, at, place);
    return false;
  }
}

/** What an Rx queue is made of. */
export interface RxParts {
  readonly id: number;
  readonly depth: number;
  readonly completionWords: number;
  readonly counters: RxCounters;
  readonly submission: SubmissionHandle;
  readonly completion: CompletionHandle;
  readonly submissionBlock: DmaBlock;
  readonly completionBlock: DmaBlock;
}
