import { Bell, type Sleep } from './workerBell.ts';
import type { StorePlace } from './workerStores.ts';

/** Words that different threads write lie this far apart, so that no cache line is fought over. */
const lineWords = 16;

/** First word of each part. */
const places = {
  state: 0,
  deviceBell: lineWords,
  driverBell: 2 * lineWords,
  answerBell: 3 * lineWords,
  tail: 4 * lineWords,
  head: 5 * lineWords,
  /** Ordinal of the last read that was asked for, then its offset. */
  question: 6 * lineWords,
  /** Ordinal of the last read that was answered, then the value. */
  answer: 7 * lineWords,
  /** A bit for each vector. */
  interrupts: 8 * lineWords,
} as const;

/** Room for bits of the largest MSI-X table there can be. */
const mostVectors = 2048;
const stores = places.interrupts + mostVectors / 32;

const states = { waiting: 0, attached: 1, gone: 2 } as const;

/** Stores, reads and interrupts on their way between the two threads, as words in shared memory. */
export class Mailbox {
  readonly words: Int32Array;
  readonly stores: StorePlace;
  /** The device sleeps on it: something is asked of it. */
  readonly deviceBell: Bell;
  /** The driver sleeps on it while it has nothing to do: an interrupt came. */
  readonly driverBell: Bell;
  /** The driver sleeps on it in the middle of a load or store: an answer, or room for a store. */
  readonly answerBell: Bell;

  constructor(memory: SharedArrayBuffer, sleep?: Sleep) {
    const words = new Int32Array(memory);
    this.words = words;
    const entries = (words.length - stores) / 2;
    this.stores = { words, tailAt: places.tail, headAt: places.head, base: stores, entries };
    this.deviceBell = new Bell(words, places.deviceBell, sleep);
    this.driverBell = new Bell(words, places.driverBell, sleep);
    this.answerBell = new Bell(words, places.answerBell, sleep);
  }

  /** Zeroed memory for a mailbox. */
  static memory(storeEntries: number, vectors: number): SharedArrayBuffer {
    if (vectors > mostVectors) throw new RangeError(`no function has ${vectors} vectors`);
    return new SharedArrayBuffer(4 * (stores + 2 * storeEntries));
  }

  /** There is a device, or was one. */
  get isAttached(): boolean {
    return Atomics.load(this.words, places.state) !== states.waiting;
  }

  /** One of the two is gone, for good. */
  get isGone(): boolean {
    return Atomics.load(this.words, places.state) === states.gone;
  }

  /** The device is there. */
  attach(): void {
    Atomics.compareExchange(this.words, places.state, states.waiting, states.attached);
    this.answerBell.ring();
  }

  /** Ends it for both, from any thread: nobody waits for the other any more. */
  hangUp(): void {
    Atomics.store(this.words, places.state, states.gone);
    for (const bell of [this.deviceBell, this.driverBell, this.answerBell]) bell.ring();
  }

  /** Asks for a register. The driver asks one question at a time. */
  ask(offset: number): void {
    this.words[places.question + 1] = offset;
    Atomics.add(this.words, places.question, 1);
    this.deviceBell.ring();
  }

  /** Number of the last question. */
  get question(): number {
    return Atomics.load(this.words, places.question);
  }

  get isAnswered(): boolean {
    return Atomics.load(this.words, places.answer) === this.question;
  }

  /** What the last question was about. */
  get askedOffset(): number {
    return this.words[places.question + 1]!;
  }

  answer(question: number, value: number): void {
    this.words[places.answer + 1] = value;
    Atomics.store(this.words, places.answer, question);
    this.answerBell.ring();
  }

  /** The last answer, unsigned. */
  get answered(): number {
    return this.words[places.answer + 1]! >>> 0;
  }

  /** Leaves a message of a vector; those that were not taken yet become one. */
  interrupt(vector: number): void {
    const bit = 1 << (vector & 31);
    if ((Atomics.or(this.words, places.interrupts + (vector >>> 5), bit) & bit) === 0) this.driverBell.ring();
  }

  /** Takes the messages of 32 vectors, from `32 * group` on, as bits. */
  takeInterrupts(group: number): number {
    const at = places.interrupts + group;
    return Atomics.load(this.words, at) === 0 ? 0 : Atomics.exchange(this.words, at, 0);
  }

  hasInterrupts(groups: number): boolean {
    for (let group = 0; group < groups; group++) {
      if (Atomics.load(this.words, places.interrupts + group) !== 0) return true;
    }
    return false;
  }
}
