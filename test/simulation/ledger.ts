import { isFaithful, readTag, type TaggedFrame, wireFrames } from './taggedFrame.ts';

/** Something happened that must not happen. */
export class Violation extends Error {}

interface Account {
  readonly frame: TaggedFrame;
  /** Life of the queues in which it went. */
  readonly life: number;
  /** Frames of the wire that came, by segment. */
  readonly came: Uint8Array;
  left: number;
}

/** Frames of one direction: who went, who came, who is on the way. */
export class Ledger {
  readonly #name: string;
  readonly #accounts = new Map<number, Account>();
  #life = 0;
  /** Of the present life of the queues: frames that went and have not come whole. */
  missing = 0;
  /** Of all lives. */
  went = 0;
  came = 0;
  lost = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** The queues are new, or gone: what is on the way may be lost with them. */
  beginLife(): void {
    this.#life++;
    this.lost += this.missing;
    this.missing = 0;
  }

  /** To be called before it can come. */
  goes(frame: TaggedFrame): void {
    const left = wireFrames(frame);
    this.#accounts.set(frame.id, { frame, life: this.#life, came: new Uint8Array(left), left });
    this.missing++;
    this.went++;
  }

  /** It did not go after all. */
  stays({ id }: TaggedFrame): void {
    const account = this.#accounts.get(id)!;
    if (account.left < account.came.length) throw new Violation(`${this.#name} ${id} came though it was refused`);
    this.#accounts.delete(id);
    this.missing--;
    this.went--;
  }

  /** A frame came. Says which; throws where it should not have come, or not like this. */
  comes(bytes: Uint8Array, at: number, lengthBytes: number): TaggedFrame {
    const { id, from } = readTag(bytes, at, (number) => (this.#accounts.get(number)?.frame.segmentBytes ?? 0) > 0);
    const account = this.#accounts.get(id);
    if (account === undefined) throw new Violation(`${this.#name}: a frame came that nobody sent, number ${id}`);
    const { frame, came } = account;
    if (!isFaithful(frame, from, bytes, at, lengthBytes)) {
      throw new Violation(`${this.#name} ${id} came with other bytes than it went (${lengthBytes} bytes from ${from})`);
    }
    const segment = frame.segmentBytes === 0 ? 0 : from / frame.segmentBytes;
    if (came[segment]! > 0) throw new Violation(`${this.#name} ${id} came twice`);
    came[segment] = 1;
    if (--account.left > 0) return frame;
    this.came++;
    if (account.life === this.#life) this.missing--;
    else this.lost--;
    return frame;
  }
}
