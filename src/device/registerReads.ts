import { Cursor, ownMemory } from '../bus/memory.ts';
import { put } from '../spec/wire/field.ts';
import { registerAnswer } from '../spec/wire/registerAnswer.ts';
import { isReadable, type ReadableRegister, registerAt } from '../spec/wire/registers.ts';
import type { Adapter } from './adapter.ts';
import { strikeRegister } from './faults.ts';

const Answer = registerAnswer.fields;
const two32 = 2 ** 32;

/** The register an offset names, if drivers read it. */
export const readableAt = (offset: number): ReadableRegister | undefined => {
  const name = registerAt(offset);
  return name !== undefined && isReadable(name) ? name : undefined;
};

/** Register reads by request: the driver names a register and a number, the device writes the answer to memory. */
export class RegisterReads {
  readonly #adapter: Adapter;
  readonly #isInReset: () => boolean;
  readonly #cursor = new Cursor();
  readonly #answer = ownMemory(registerAnswer.sizeBytes);
  readonly #address = { low: 0, high: 0 };

  constructor(adapter: Adapter, isInReset: () => boolean) {
    this.#adapter = adapter;
    this.#isInReset = isInReset;
  }

  /** Whether a fault keeps this read from being answered. */
  isLost(register: ReadableRegister | undefined): boolean {
    const { registerReadLost, registerReadLostInReset } = this.#adapter.faults;
    if (strikeRegister(registerReadLost, register)) return true;
    return this.#isInReset() && strikeRegister(registerReadLostInReset, register) !== undefined;
  }

  /** Answers; an address outside of memory gets no answer and does no harm. */
  answer(requestId: number, offset: number, value: number): void {
    const { faults } = this.#adapter;
    const register = readableAt(offset);
    const id = strikeRegister(faults.registerReadStale, register) ? requestId - 1 : requestId;
    const place = strikeRegister(faults.registerReadWrongOffset, register) ? offset + 4 : offset;
    this.#write(put(Answer.requestId, id) | put(Answer.offset, place), value);
  }

  /** Where answers go. */
  place(half: 'low' | 'high', value: number): void {
    this.#address[half] = value;
  }

  forget(): void {
    this.place('low', 0);
    this.place('high', 0);
  }

  /** The word with the request id goes last: a driver that sees it reads the value at once. */
  #write(head: number, value: number): void {
    const { dma, concurrent } = this.#adapter.port;
    const address = (this.#address.high & 0xffff) * two32 + this.#address.low;
    const cursor = this.#cursor;
    if (address % 4 === 0 && dma.resolve(address, registerAnswer.sizeBytes, cursor)) {
      cursor.words[cursor.word + 1] = value;
      if (concurrent) Atomics.store(cursor.words, cursor.word, head >>> 0);
      else cursor.words[cursor.word] = head;
      return;
    }
    // Memory that is not mapped here is still reached by a message.
    const answer = this.#answer;
    answer.words[0] = head;
    answer.words[1] = value;
    if (dma.write(address + 4, 4, answer, 4)) dma.write(address, 4, answer, 0);
  }
}
