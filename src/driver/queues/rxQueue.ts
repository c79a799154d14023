import { copy, ownMemory, type Views } from '../../bus/memory.ts';
import type { DmaBlock, DriverPort } from '../../bus/port.ts';
import { RxDone } from '../../spec/wire/descriptors.ts';
import { get, put, take } from '../../spec/wire/field.ts';
import { Consumer } from '../../spec/wire/ring.ts';
import type { Adapter } from '../adapter.ts';
import type { NetworkStack } from '../options.ts';
import type { CompletionHandle, SubmissionHandle } from './queueCommands.ts';
import type { RxCounters } from './queueCounters.ts';
import { ReceivedFrame } from './receivedFrame.ts';
import { RxBuffers } from './rxBuffers.ts';
import { type ChecksumTerms, judgeChecksum } from './rxChecksum.ts';
import type { RxParts } from './rxParts.ts';
import { complainOfRx, type RxTrouble } from './rxTroubles.ts';

const ethernetHeaderBytes = 14;
const reservedBits = put(RxDone.mustBeZero7, 1) | put(RxDone.mustBeZero17, 1);

/** An Rx queue at work: it exists while the interface is up. */
export class RxQueue {
  readonly id: number;
  readonly depth: number;
  readonly counters: RxCounters;
  readonly submission: SubmissionHandle;
  readonly completion: CompletionHandle;
  /** Completions, as the device writes them. */
  readonly completions: Consumer;
  readonly buffers: RxBuffers;
  /** Checks in a row that found the ring without buffers. */
  emptyChecks = 0;
  /** Checks in a row that found packets and no interrupt. */
  silentChecks = 0;
  readonly #adapter: Adapter;
  readonly #port: DriverPort;
  readonly #stack: NetworkStack;
  readonly #blocks: readonly DmaBlock[];
  readonly #frame = new ReceivedFrame();
  /** Where short packets are copied, so that their buffers can be posted again at once. */
  readonly #copy: Views = ownMemory(256);
  readonly #refillFrom: number;
  readonly #mostPieces: number;
  readonly #copybreakBytes: number;
  readonly #knowsOffset: boolean;
  readonly #uncountedBytes: number;
  readonly #checksums: ChecksumTerms;
  /** Bits that no completion may have, and bits that none but the first of a packet may have. */
  readonly #forbidden: number;
  readonly #forbiddenInside: number;
  /** Completions of a packet whose end has not come. */
  #partial = 0;
  #isBroken = false;
  /** The status of which the frame has the verdict. */
  #judgedStatus = -1;

  constructor(adapter: Adapter, parts: RxParts) {
    const { depth, submissionBlock, completionBlock } = parts;
    const { port, voice, device, troubles } = adapter;
    this.#adapter = adapter;
    this.#checksums = { isOffered: device.checksRxSums, mustBeChecked: voice.does.checksumChecked };
    this.#port = port;
    this.#stack = adapter.stack;
    this.id = parts.id;
    this.depth = depth;
    this.counters = parts.counters;
    this.submission = parts.submission;
    this.completion = parts.completion;
    this.#blocks = [submissionBlock, completionBlock];
    this.buffers = new RxBuffers(port, submissionBlock, depth, voice.does.rxHeadroom, troubles);
    this.completions = new Consumer({
      words: completionBlock.words,
      base: completionBlock.word,
      depth,
      entryWords: parts.completionWords,
      phase: RxDone.phase,
      ordered: port.concurrent,
    });
    this.#refillFrom = Math.min(depth / 8, 256);
    this.#mostPieces = device.maxRxBuffers;
    this.#copybreakBytes = voice.limits.copybreakBytes;
    this.#knowsOffset = voice.does.rxOffset;
    this.#uncountedBytes = voice.does.countsRxHeader ? 0 : ethernetHeaderBytes;
    this.#forbidden = adapter.checksReservedBits ? reservedBits : 0;
    this.#forbiddenInside = voice.does.firstBitCheck ? put(RxDone.first, 1) : 0;
    this.#frame.queue = parts.id;
  }

  /** Posts buffers, at most `wanted`, and tells the device once. Says how many. */
  refill(wanted: number): number {
    const { counters, buffers } = this;
    let posted = 0;
    while (posted < wanted && buffers.post()) posted++;
    if (posted < wanted) {
      counters.page_alloc_fail++;
      counters.refil_partial++;
      this.#adapter.speech.say('rxNoPage', { queue: this.id });
      this.#adapter.speech.say('rxRefillPartial', { queue: this.id, allocated: posted, wanted });
    }
    if (posted > 0) this.#port.write32(this.submission.doorbellOffset, buffers.tail);
    return posted;
  }

  /** Takes packets, at most `budget`, and posts buffers where many are missing. Says how many packets. */
  receive(budget: number): number {
    let done = 0;
    while (done < budget && !this.#isBroken && this.#findPacket()) {
      if (!this.#deliver()) break;
      done++;
    }
    const { missing } = this.buffers;
    if (missing > this.#refillFrom) this.refill(missing);
    return done;
  }

  /** Gives all memory back. */
  free(): void {
    this.buffers.release();
    for (const block of this.#blocks) block.free();
  }

  /** Looks whether the end of a packet has come. What was seen of it is not looked at again. */
  #findPacket(): boolean {
    const ring = this.completions;
    while (this.#partial < this.depth) {
      const at = ring.atAhead(this.#partial);
      const word = this.#port.concurrent ? Atomics.load(ring.words, at) : ring.words[at]!;
      if (take(word, RxDone.phase) !== ring.phaseAhead(this.#partial)) return false;
      if ((word & this.#forbidden) !== 0) return this.#give('reservedBits', at);
      if (this.#partial > 0 && (word & this.#forbiddenInside) !== 0) return this.#give('firstInside', at);
      this.#partial++;
      if (take(word, RxDone.last) === 1) return true;
    }
    return false;
  }

  /** Hands the packet that was found to the stack. False where it cannot be one. */
  #deliver(): boolean {
    const ring = this.completions;
    const { words } = ring;
    const frame = this.#frame;
    const count = this.#partial;
    this.#partial = 0;
    const last = ring.atAhead(count - 1);
    if (count > this.#mostPieces) {
      this.counters.bad_desc_num++;
      return this.#give('tooMany', last, count);
    }
    frame.clear();
    for (let piece = 0; piece < count; piece++) {
      if (!this.#addPiece(ring.atAhead(piece), piece)) return false;
    }
    const isCopied = count === 1 && frame.lengthBytes <= this.#copybreakBytes;
    if (isCopied) this.#copyShort(frame);
    this.#judge(words[last]! | 0, frame);
    frame.hash = words[last + RxDone.hash.word]!;
    this.#stack.receive(frame);
    for (let piece = 0; piece < count; piece++) {
      this.buffers.free(get(words, ring.atAhead(piece), RxDone.requestId), isCopied);
    }
    ring.advance(count);
    return true;
  }

  #addPiece(at: number, piece: number): boolean {
    const { buffers, completions } = this;
    const { words } = completions;
    const id = get(words, at, RxDone.requestId);
    if (!buffers.take(id)) {
      this.counters.bad_req_id++;
      return this.#give(id >= this.depth ? 'id' : 'page', at, piece);
    }
    const skip = piece === 0 && this.#knowsOffset ? get(words, at, RxDone.offset) : 0;
    // Whatever the device says of its length, a piece ends with its buffer.
    const lengthBytes = Math.min(get(words, at, RxDone.length), buffers.sizeBytes - skip);
    this.#frame.add(buffers.memoryOf(id), buffers.startOf(id) + skip, lengthBytes);
    return true;
  }

  #judge(status: number, frame: ReceivedFrame): void {
    const { counters } = this;
    // Frames of one kind follow one another: what was made of the last status holds for the next, and stands in the frame.
    if (status !== this.#judgedStatus) {
      this.#judgedStatus = status;
      judgeChecksum(status, frame, this.#checksums);
    }
    if (frame.checksum === 'good') counters.csum_good++;
    else if (frame.checksum === 'bad') counters.csum_bad++;
    else if (frame.checksum === 'unchecked') counters.csum_unchecked++;
    counters.cnt++;
    counters.bytes += Math.max(0, frame.lengthBytes - this.#uncountedBytes);
  }

  #copyShort(frame: ReceivedFrame): void {
    const { lengthBytes } = frame;
    copy(frame.memory[0]!, frame.start[0]!, this.#copy, 0, lengthBytes);
    frame.memory[0] = this.#copy;
    frame.start[0] = 0;
    this.counters.rx_copybreak_pkt++;
  }

  #give(trouble: RxTrouble, at: number, place = this.#partial): false {
    complainOfRx(this.#adapter, this, trouble, at, place);
    this.#isBroken = true;
    return false;
  }
}
