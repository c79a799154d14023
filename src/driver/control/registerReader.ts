import type { DmaBlock, DriverPort } from '../../bus/port.ts';
import { unansweredRequestOffset } from '../../spec/registerOffsets.ts';
import { get, put, set, take } from '../../spec/wire/field.ts';
import { plainReadsRevisionBit } from '../../spec/wire/pci.ts';
import { registerAnswer } from '../../spec/wire/registerAnswer.ts';
import { type ReadableRegister, Registers, unanswered } from '../../spec/wire/registers.ts';
import type { Speech } from '../log.ts';
import { type Steps, sleep } from '../work.ts';

const { requestId, offset, value } = registerAnswer.fields;
const ask = Registers.registerRead.fields;

/** A driver looks each microsecond; so long a pause tells the same and costs a host less. */
const pollNs = 50_000;

/** Reads registers as the device wants it: by a request that it answers in memory, or by plain loads. */
export class RegisterReader {
  readonly #port: DriverPort;
  readonly #speech: Speech;
  #answer: DmaBlock | undefined;
  #sequence = 0;
  /** Longest wait for an answer. A hint of the device may change it. */
  timeoutMs: number;

  constructor(port: DriverPort, speech: Speech, timeoutMs: number) {
    this.#port = port;
    this.#speech = speech;
    this.timeoutMs = timeoutMs;
  }

  get #isPlain(): boolean {
    return (this.#port.pci.revision & plainReadsRevisionBit) !== 0;
  }

  /** Gets memory for answers and tells the device. False without memory. */
  open(): boolean {
    this.#answer ??= this.#port.allocate(registerAnswer.sizeBytes, 64);
    this.#sequence = 0;
    if (this.#answer === undefined) return false;
    this.#answer.words.fill(0, this.#answer.word, this.#answer.word + 2);
    this.announce();
    return true;
  }

  /** Tells the device where answers go. A reset makes it forget. */
  announce(): void {
    const address = this.#answer?.address ?? 0;
    this.#port.write32(Registers.registerAnswerLow.offset, address >>> 0);
    this.#port.write32(Registers.registerAnswerHigh.offset, Math.floor(address / 2 ** 32));
  }

  /** Gives the memory back. */
  close(): void {
    const answer = this.#answer;
    this.#answer = undefined;
    this.announce();
    answer?.free();
  }

  /** The value; `unanswered` where no answer came or one to another question. */
  *read(name: ReadableRegister): Steps<number> {
    const register = Registers[name];
    if (this.#isPlain) return this.#port.read32(register.offset);
    const answer = this.#answer;
    if (answer === undefined) return unanswered;
    const { words, word } = answer;
    this.#sequence = (this.#sequence + 1) & requestId.mask;
    set(words, word, requestId, this.#sequence + unansweredRequestOffset);
    const question = put(ask.requestId, this.#sequence) | put(ask.offset, register.offset);
    this.#port.write32(Registers.registerRead.offset, question >>> 0);
    const deadlineNs = this.#port.clock.nowNs() + this.timeoutMs * 1e6;
    while (this.#answeredId(answer) !== this.#sequence) {
      if (this.#port.clock.nowNs() >= deadlineNs) return this.#tellTimeout(answer, register.offset);
      yield* sleep(pollNs);
      // Removed meanwhile: the memory is somebody else's.
      if (this.#answer !== answer) return unanswered;
    }
    if (get(words, word, offset) === register.offset) return get(words, word, value);
    this.#speech.say('registerWrong');
    return unanswered;
  }

  /** The question that was answered last. Where the device runs in another thread, the rest is read no earlier. */
  #answeredId({ words, word }: DmaBlock): number {
    const at = word + requestId.word;
    return take(this.#port.concurrent ? Atomics.load(words, at) : words[at]!, requestId);
  }

  #tellTimeout({ words, word }: DmaBlock, expectedOffset: number): number {
    this.#speech.say('registerTimeout', {
      expectedId: this.#sequence,
      expectedOffset,
      actualId: get(words, word, requestId),
      actualOffset: get(words, word, offset),
    });
    return unanswered;
  }
}
