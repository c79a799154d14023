import type { DmaBlock, DriverPort } from '../../bus/port.ts';
import { event, eventPayloadWord } from '../../spec/wire/aenq.ts';
import { get } from '../../spec/wire/field.ts';
import { Registers } from '../../spec/wire/registers.ts';
import { Consumer } from '../../spec/wire/ring.ts';

/** What is done with an event: its group, its syndrome, and its payload from word `at` on. */
export type TakeEvent = (group: number, syndrome: number, words: Uint32Array, at: number) => void;

const entryWords = event.sizeBytes / 4;

/** The ring by which the device tells of itself. */
export class EventQueue {
  readonly #port: DriverPort;
  readonly #block: DmaBlock;
  readonly #ring: Consumer;
  readonly depth: number;

  private constructor(port: DriverPort, block: DmaBlock, depth: number) {
    this.#port = port;
    this.#block = block;
    this.depth = depth;
    const { words, word: base } = block;
    const { phase } = event.fields;
    this.#ring = new Consumer({ words, base, depth, entryWords, phase, ordered: port.concurrent });
  }

  /** Makes the ring. Undefined without memory. */
  static open(port: DriverPort, depth: number): EventQueue | undefined {
    const block = port.allocate(depth * event.sizeBytes);
    return block === undefined ? undefined : new EventQueue(port, block, depth);
  }

  get address(): number {
    return this.#block.address;
  }

  /** Tells the device how much room there is, which is all at first. */
  offerRoom(): void {
    this.#port.write32(Registers.eventHeadDoorbell.offset, (this.#ring.index + this.depth) & 0xffff);
  }

  /** Takes the events there are. */
  collect(take: TakeEvent): void {
    const ring = this.#ring;
    let taken = 0;
    // No more than the ring holds: a device that writes without end must not keep the driver here.
    while (taken < this.depth && ring.isNew) {
      const { words, at } = ring;
      ring.advance();
      taken++;
      take(get(words, at, event.fields.group), get(words, at, event.fields.syndrome), words, at + eventPayloadWord);
    }
    if (taken > 0) this.offerRoom();
  }

  /** Whether an event of a group lies there unread. */
  holds(group: number): boolean {
    const ring = this.#ring;
    for (let ahead = 0; ahead < this.depth; ahead++) {
      const at = ring.atAhead(ahead);
      if (get(ring.words, at, event.fields.phase) !== ring.phaseAhead(ahead)) return false;
      if (get(ring.words, at, event.fields.group) === group) return true;
    }
    return false;
  }

  /** Gives the memory back. */
  free(): void {
    this.#block.free();
  }
}
