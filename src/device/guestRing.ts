import { Cursor, type GuestMemory } from '../bus/memory.ts';
import { take } from '../spec/wire/field.ts';
import { Registers } from '../spec/wire/registers.ts';
import { type Consumer, isRingDepth, type Producer, type RingPlace } from '../spec/wire/ring.ts';
import type { RingFault } from './observation.ts';

/** Deepest admin and event rings taken. Drivers give them 32 and 16 entries; this bounds the work of one doorbell. */
const maxAdminDepth = 256;

const two32 = 2 ** 32;

/** A ring as three registers place it. */
export interface RingRegisters {
  low: number;
  high: number;
  size: number;
}

/**
 * A ring that the guest placed by registers: looked up when it is first needed, so that registers may come in any order,
 * and again whenever memory moved. Entries keep their count over that.
 */
export class GuestRing<End extends Producer | Consumer> {
  readonly registers: RingRegisters = { low: 0, high: 0, size: 0 };
  readonly #memory: GuestMemory;
  readonly #make: (place: RingPlace) => End;
  readonly #shape: Pick<RingPlace, 'entryWords' | 'phase' | 'ordered'>;
  readonly #cursor = new Cursor();
  #end: End | undefined;
  #generation = -1;
  /** Why there is no end. All but missing memory stays so until the ring is placed anew. */
  fault: RingFault | undefined;

  constructor(
    memory: GuestMemory,
    make: (place: RingPlace) => End,
    shape: Pick<RingPlace, 'entryWords' | 'phase' | 'ordered'>,
  ) {
    this.#memory = memory;
    this.#make = make;
    this.#shape = shape;
  }

  /** A register was written: the ring begins again with no entries. */
  place(register: keyof RingRegisters, value: number): void {
    this.registers[register] = value;
    this.restart();
  }

  /** Begins again in the same place. */
  restart(): void {
    this.#end = undefined;
    this.fault = undefined;
  }

  /** Nothing is placed any more. */
  forget(): void {
    this.registers.low = 0;
    this.registers.high = 0;
    this.registers.size = 0;
    this.restart();
  }

  /** Our end, seen through memory as it is now. Undefined where there is none: `fault` says why. */
  get end(): End | undefined {
    // Memory that went away may come back: a machine moves its mappings while it runs.
    if (this.fault !== undefined && this.fault !== 'ring is not in memory') return undefined;
    if (this.#end === undefined || this.#generation !== this.#memory.generation) this.fault = this.#look();
    return this.fault === undefined ? this.#end : undefined;
  }

  #look(): RingFault | undefined {
    const { low, high, size } = this.registers;
    const depth = take(size, Registers.adminQueueSize.fields.depth);
    const address = (high & 0xffff) * two32 + low;
    if (!isRingDepth(depth)) return 'depth is no power of two';
    if (depth > maxAdminDepth) return 'ring is too deep';
    if (take(size, Registers.adminQueueSize.fields.entryBytes) !== this.#shape.entryWords * 4) {
      return 'entries have the wrong size';
    }
    if (address % 4 !== 0) return 'address is odd';
    const cursor = this.#cursor;
    this.#generation = -1;
    if (!this.#memory.resolve(address, depth * this.#shape.entryWords * 4, cursor)) return 'ring is not in memory';
    if (this.#end === undefined)
      this.#end = this.#make({ ...this.#shape, words: cursor.words, base: cursor.word, depth });
    else this.#end.move(cursor.words, cursor.word);
    this.#generation = this.#memory.generation;
    return undefined;
  }
}
