import { beginMark, endMark, readyMark } from './guestAgent.ts';

/** What came over the channel. */
export type ChannelEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'ended'; readonly code: number };

type State = 'booting' | 'idle' | 'requested' | 'running' | 'ending';

const nothing = Buffer.alloc(0);
const longestCode = 3;

/** How many bytes at the end of `bytes` may be the beginning of `mark`. */
const beginningAtEnd = (bytes: Buffer, mark: Buffer): number => {
  for (let count = Math.min(bytes.length, mark.length - 1); count > 0; count--) {
    if (bytes.subarray(bytes.length - count).equals(mark.subarray(0, count))) return count;
  }
  return 0;
};

/**
 * Reads what the agent sends: bytes in any pieces go in, events come out. What lies between commands, such as the
 * words of a program left behind in the background, is passed over. Output may hold any bytes; that it holds the mark
 * of its own end is ruled out by a token it cannot know.
 */
export class Channel {
  #state: State = 'booting';
  #held: Buffer = nothing;
  #token = '';

  /** A command may be asked for. */
  get isIdle(): boolean {
    return this.#state === 'idle';
  }

  /** To be called before the request with this token is written. */
  expect(token: string): void {
    if (!this.isIdle) throw new Error(`a command cannot begin while the channel is ${this.#state}`);
    this.#state = 'requested';
    this.#token = token;
  }

  receive(bytes: Uint8Array): ChannelEvent[] {
    const events: ChannelEvent[] = [];
    this.#held = this.#held.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#held, bytes]);
    while (this.#step(events));
    return events;
  }

  /** Goes as far as the next mark; false where more bytes are needed. */
  #step(events: ChannelEvent[]): boolean {
    switch (this.#state) {
      case 'booting':
        if (this.#before(readyMark).mark) {
          this.#state = 'idle';
          events.push({ kind: 'ready' });
          return true;
        }
        return false;
      case 'idle':
        this.#held = nothing;
        return false;
      case 'requested':
        if (!this.#before(beginMark(this.#token)).mark) return false;
        this.#state = 'running';
        return true;
      case 'running': {
        const { bytes, mark } = this.#before(endMark(this.#token));
        if (bytes.length > 0) events.push({ kind: 'output', bytes });
        if (mark) this.#state = 'ending';
        return mark;
      }
      case 'ending':
        return this.#end(events);
    }
  }

  #end(events: ChannelEvent[]): boolean {
    const end = this.#held.indexOf('>');
    if (end < 0 && this.#held.length <= longestCode) return false;
    const digits = this.#held.subarray(0, end).toString('latin1');
    this.#held = this.#held.subarray(end + 1);
    this.#state = 'idle';
    events.push({ kind: 'ended', code: /^\d{1,3}$/.test(digits) ? Number(digits) : 255 });
    return true;
  }

  /** Takes what stands before the mark, and the mark if it is there; holds back what may be its beginning. */
  #before(text: string): { readonly bytes: Uint8Array; readonly mark: boolean } {
    const mark = Buffer.from(text);
    const at = this.#held.indexOf(mark);
    const end = at >= 0 ? at : this.#held.length - beginningAtEnd(this.#held, mark);
    const bytes = this.#held.subarray(0, end);
    this.#held = this.#held.subarray(at >= 0 ? at + mark.length : end);
    return { bytes, mark: at >= 0 };
  }
}
