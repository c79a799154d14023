import { Rx, RxDone } from '../../../spec/wire/descriptors.ts';
import { get, set, setWide } from '../../../spec/wire/field.ts';
import { Consumer, Producer } from '../../../spec/wire/ring.ts';
import type { DataPath } from '../index.ts';

interface Place {
  readonly words: Uint32Array;
  readonly base: number;
  readonly depth: number;
}

/** A completion of a buffer, as a test reads it. */
export type RxCompletion = { readonly [Name in keyof typeof RxDone]: number };

/** The guest's side of an Rx queue, written for tests. */
export class GuestRx {
  readonly index: number;
  readonly ring: Producer;
  readonly completionIndex: number;
  readonly completionRing: Consumer;
  readonly #path: DataPath;

  constructor(
    path: DataPath,
    index: number,
    place: Place,
    completions: Place & { readonly index: number; readonly entryWords: number },
  ) {
    this.#path = path;
    this.index = index;
    this.ring = new Producer({ ...place, entryWords: 4, phase: Rx.phase });
    this.completionIndex = completions.index;
    this.completionRing = new Consumer({ ...completions, phase: RxDone.phase });
  }

  /** Writes the descriptor of a buffer, without the doorbell. */
  write(id: number, address: number, length: number): void {
    const { ring } = this;
    const { words, at } = ring;
    ring.clear();
    set(words, at, Rx.length, length);
    set(words, at, Rx.requestId, id);
    set(words, at, Rx.first, 1);
    set(words, at, Rx.last, 1);
    set(words, at, Rx.completionRequest, 1);
    setWide(words, at, Rx.address, address);
    ring.publish();
  }

  post(id: number, address: number, length: number): void {
    this.write(id, address, length);
    this.kick();
  }

  kick(value = this.ring.index): void {
    this.#path.doorbell('rxDoorbell', this.index, value);
  }

  /** The completions written since. */
  reap(): RxCompletion[] {
    const found: RxCompletion[] = [];
    const { completionRing: ring } = this;
    for (; ring.isNew; ring.advance()) {
      const read = Object.entries(RxDone).map(([name, field]) => [name, get(ring.words, ring.at, field)]);
      found.push(Object.fromEntries(read) as RxCompletion);
    }
    return found;
  }
}
