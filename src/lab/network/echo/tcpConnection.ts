import type { Alarm, Clock } from '../../../bus/clock.ts';
import { ByteRing } from './byteRing.ts';
import type { OutgoingSegment, SegmentOutlet } from './outgoingSegment.ts';
import { RetryTimer } from './retryTimer.ts';
import { largestSegmentBytes, type Segment, tcpFlags } from './segment.ts';
import { distance, plus } from './sequence.ts';
import { generate, type Service } from './services.ts';

/** What a connection is made with. */
export interface ConnectionParts {
  readonly service: Service;
  readonly clock: Clock;
  readonly outlet: SegmentOutlet;
  /** Called once, when nothing is left to do. */
  readonly onOver: () => void;
}

/** What may be under way in one direction, and the largest window without scaling. */
const bufferBytes = 0x1_0000;
const largestWindow = 0xffff;
const duplicatesForLoss = 3;

const { fin, syn, reset, push, ack } = tcpFlags;

/**
 * The passive end of a TCP connection (RFC 9293) that sends back what it gets, or swallows it, or talks by itself.
 *
 * ```text
 *   (SYN) ─▶ opening ─ACK─▶ open ─FIN came, all data gone─▶ closing ─ACK of our FIN─▶ over
 *                └────────────── RST, or nobody answers ─────────────────────────────▶ over
 * ```
 *
 * What comes out of order is not kept: its sender is told three times what is missing, and sends again.
 */
export class TcpConnection {
  readonly #service: Service;
  readonly #outlet: SegmentOutlet;
  readonly #onOver: () => void;
  readonly #timer: RetryTimer;
  /** One acknowledgment for all segments that come at once, as those of a long packet do. */
  readonly #burstEnd: Alarm;
  readonly #sent = new ByteRing(bufferBytes);
  readonly #segment: OutgoingSegment;
  readonly #largestBytes: number;
  /** Next number expected. */
  #expected: number;
  /** First number not acknowledged, next to send, and the furthest ever sent. */
  #unacknowledged: number;
  #next: number;
  #furthest: number;
  #windowBytes: number;
  /** Number behind the window that the other end knows of. */
  #offered = 0;
  #isOpen = false;
  #isOver = false;
  #finCame = false;
  /** The number of our FIN, once it was sent. */
  #fin: number | undefined;
  #duplicates = 0;

  /** Answers a SYN; our own numbers begin at `first`. */
  constructor(request: Segment, first: number, { service, clock, outlet, onOver }: ConnectionParts) {
    this.#service = service;
    this.#outlet = outlet;
    this.#onOver = onOver;
    this.#burstEnd = clock.createAlarm(() => this.#acknowledge());
    const giveUp = (): void => {
      this.#send(this.#next, reset | ack, 0);
      this.drop();
    };
    this.#timer = new RetryTimer(clock, () => this.#retry(), giveUp);
    this.#largestBytes = Math.min(largestSegmentBytes, request.largestBytes);
    this.#expected = plus(request.sequence, 1);
    this.#unacknowledged = first;
    this.#next = plus(first, 1);
    this.#furthest = this.#next;
    this.#windowBytes = request.windowBytes;
    this.#sent.reset(this.#next);
    const fill = (target: Uint8Array, at: number): void => {
      const { sequence, dataBytes } = this.#segment;
      if (service === 'generate') generate(sequence, dataBytes, target, at);
      else this.#sent.copy(sequence, dataBytes, target, at);
    };
    this.#segment = { sequence: 0, acknowledged: 0, flags: 0, windowBytes: 0, dataBytes: 0, fill };
    this.#send(first, syn | ack, 0);
    this.#timer.start();
  }

  /** Ends without a word. */
  drop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timer.stop();
    this.#burstEnd.cancel();
    this.#onOver();
  }

  take(segment: Segment, bytes: Uint8Array): void {
    const ahead = distance(this.#expected, segment.sequence);
    if (segment.has(reset)) {
      if (ahead >= 0 && ahead <= largestWindow) this.drop();
      return;
    }
    if (segment.has(syn)) {
      // The same SYN again means that our answer was lost; another one that its sender forgot us, which it will find out.
      if (this.#isOpen) this.#acknowledge();
      else this.#send(this.#unacknowledged, syn | ack, 0);
      return;
    }
    if (!segment.has(ack) || !this.#takeAcknowledgment(segment)) return;
    const before = this.#expected;
    const owes = segment.dataBytes > 0 || segment.has(fin) || ahead < 0;
    this.#takeData(segment, bytes, -ahead);
    const answered = this.#transmit();
    if (answered) return;
    if (before !== this.#expected && !this.#finCame) this.#burstEnd.ringIn(0);
    else if (owes || before !== this.#expected || this.#hasNewRoom()) this.#acknowledge();
  }

  /** False: it is of no connection that we know. */
  #takeAcknowledgment(segment: Segment): boolean {
    const gained = distance(this.#unacknowledged, segment.acknowledged);
    if (distance(this.#furthest, segment.acknowledged) > 0) {
      if (this.#isOpen) this.#acknowledge();
      return this.#isOpen;
    }
    const underWay = distance(this.#unacknowledged, this.#furthest);
    if (gained > 0) this.#advance(segment.acknowledged);
    else if (gained === 0 && underWay > 0 && segment.dataBytes === 0 && segment.windowBytes === this.#windowBytes) {
      if (++this.#duplicates === duplicatesForLoss) this.#goBack();
    }
    // Who answers with a closed window is alive.
    if (gained === 0 && segment.windowBytes === 0) this.#timer.encourage();
    if (gained >= 0) this.#windowBytes = segment.windowBytes;
    return !this.#isOver;
  }

  #advance(acknowledged: number): void {
    this.#isOpen = true;
    this.#unacknowledged = acknowledged;
    if (distance(this.#next, acknowledged) > 0) this.#next = acknowledged;
    this.#sent.forget(acknowledged);
    this.#duplicates = 0;
    this.#timer.encourage();
    if (this.#fin !== undefined && distance(this.#fin, acknowledged) > 0) this.drop();
    else if (acknowledged === this.#furthest) this.#timer.stop();
    else this.#timer.start();
  }

  /** `known` bytes of it, or fewer, came before; less than none means that something is missing before it. */
  #takeData(segment: Segment, bytes: Uint8Array, known: number): void {
    if (known < 0 || this.#finCame || known > segment.dataBytes) return;
    const fresh = segment.dataBytes - known;
    const taken = Math.min(fresh, this.#room());
    if (this.#service === 'echo') this.#sent.append(bytes, segment.dataAt + known, taken);
    this.#expected = plus(this.#expected, taken);
    if (segment.has(fin) && taken === fresh) {
      this.#finCame = true;
      this.#expected = plus(this.#expected, 1);
    }
  }

  /** Sends what the window allows, and a FIN behind it. Says whether anything went. */
  #transmit(): boolean {
    let isAnything = false;
    const limit = plus(this.#unacknowledged, this.#windowBytes);
    for (;;) {
      const waiting = this.#waiting();
      const length = Math.min(waiting, this.#largestBytes, distance(this.#next, limit));
      if (length <= 0) break;
      this.#sendData(length, length === waiting);
      isAnything = true;
    }
    if (this.#finCame && this.#waiting() <= 0 && (this.#fin === undefined || this.#next === this.#fin)) {
      this.#fin = this.#next;
      this.#send(this.#next, fin | ack, 0);
      this.#moveOn(1);
      isAnything = true;
    }
    // A closed window is asked after, for word of its opening may be lost.
    if (!this.#timer.isRunning && this.#isBusy()) this.#timer.start();
    return isAnything;
  }

  /** Bytes to send that were not, or are to be again. */
  #waiting(): number {
    if (this.#service !== 'generate') return distance(this.#next, this.#sent.end);
    return this.#finCame ? distance(this.#next, this.#fin ?? this.#furthest) : bufferBytes;
  }

  #isBusy(): boolean {
    return this.#unacknowledged !== this.#furthest || this.#waiting() > 0;
  }

  #sendData(length: number, isLast: boolean): void {
    this.#send(this.#next, ack | (isLast ? push : 0), length);
    this.#moveOn(length);
  }

  #moveOn(count: number): void {
    this.#next = plus(this.#next, count);
    if (distance(this.#furthest, this.#next) > 0) this.#furthest = this.#next;
    if (!this.#timer.isRunning) this.#timer.start();
  }

  #acknowledge(): void {
    this.#send(this.#next, ack, 0);
  }

  #send(sequence: number, flags: number, dataBytes: number): void {
    const segment = this.#segment;
    this.#burstEnd.cancel();
    segment.sequence = sequence;
    segment.acknowledged = this.#expected;
    segment.flags = flags;
    segment.windowBytes = Math.min(largestWindow, this.#room());
    segment.dataBytes = dataBytes;
    this.#offered = plus(this.#expected, segment.windowBytes);
    this.#outlet(segment);
  }

  #room(): number {
    return this.#service === 'echo' ? this.#sent.room : largestWindow;
  }

  /** The other end may send so much more than it knows that it is worth a segment of its own (RFC 9293, 3.8.6.2.2). */
  #hasNewRoom(): boolean {
    const gain = distance(this.#offered, plus(this.#expected, Math.min(largestWindow, this.#room())));
    return gain >= Math.min(bufferBytes / 2, 2 * largestSegmentBytes);
  }

  #goBack(): void {
    this.#next = this.#unacknowledged;
  }

  #retry(): void {
    if (!this.#isOpen) this.#send(this.#unacknowledged, syn | ack, 0);
    else {
      this.#goBack();
      if (!this.#transmit() && this.#waiting() > 0) this.#sendData(1, false);
    }
    this.#timer.start();
  }
}
