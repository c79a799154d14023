import type { TextLine } from '../section.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What ends the lines of a text. */
export interface LineEnds {
  /** A lone CR ends lines only in texts without any LF: elsewhere it redraws a progress bar. */
  readonly byte: typeof lineFeed | typeof carriageReturn;
  /** Every line is followed by an empty one, as some terminals and mail programs paste them. */
  readonly doubled: boolean;
}

/** Tells the line ends of a text by its beginning. */
export const lineEndsOf = (head: Uint8Array): LineEnds => {
  if (!head.includes(lineFeed))
    return { byte: head.includes(carriageReturn) ? carriageReturn : lineFeed, doubled: false };
  const lines = Buffer.from(head.subarray(0, 16 * 1024))
    .toString('latin1')
    .split('\n')
    .slice(0, -1);
  const pairs = Math.floor(lines.length / 2);
  const isBlank = (line: string | undefined): boolean => line?.trim() === '';
  let doubled = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (!isBlank(lines[2 * pair]) && isBlank(lines[2 * pair + 1])) doubled++;
  }
  return { byte: lineFeed, doubled: pairs >= 3 && doubled === pairs };
};

/**
 * Cuts UTF-8 bytes into lines. A line longer than `lineBytes` is cut to its head and counted once, so that input
 * without any line end takes constant memory.
 */
export class LineSplitter {
  /** Lines so far, whether they were delivered or not. */
  lines = 0;
  readonly #ends: LineEnds;
  readonly #lineBytes: number;
  readonly #deliver: (line: TextLine) => void;
  #begun: Uint8Array[] = [];
  #begunBytes = 0;
  #isBegun = false;
  #wasText = false;

  constructor(ends: LineEnds, lineBytes: number, deliver: (line: TextLine) => void) {
    this.#ends = ends;
    this.#lineBytes = lineBytes;
    this.#deliver = deliver;
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let at = bytes.indexOf(this.#ends.byte); at >= 0; at = bytes.indexOf(this.#ends.byte, from)) {
      if (this.#isBegun) {
        this.#keep(bytes.subarray(from, at));
        this.#finish();
      } else {
        this.#line(bytes, from, at);
      }
      from = at + 1;
    }
    if (from < bytes.length) this.#keep(bytes.subarray(from));
  }

  /** The text has ended; what stands behind the last line end is a line too. */
  end(): void {
    if (this.#isBegun) this.#finish();
  }

  #keep(bytes: Uint8Array): void {
    this.#isBegun = true;
    const wanted = Math.min(bytes.length, this.#lineBytes - this.#begunBytes);
    if (wanted <= 0) return;
    // A copy: the chunk may be a window into memory its owner reuses, and is much larger than the line.
    this.#begun.push(Uint8Array.prototype.slice.call(bytes, 0, wanted));
    this.#begunBytes += wanted;
  }

  #finish(): void {
    const whole = Buffer.concat(this.#begun);
    this.#begun = [];
    this.#begunBytes = 0;
    this.#isBegun = false;
    this.#line(whole, 0, whole.length);
  }

  #line(bytes: Buffer, from: number, to: number): void {
    this.lines++;
    let end = Math.min(to, from + this.#lineBytes);
    while (end > from && bytes[end - 1] === carriageReturn) end--;
    const isText = end > from;
    const dropped = this.#ends.doubled && !isText && this.#wasText;
    this.#wasText = isText;
    // Decoded one by one: a slice of a larger string would keep all of it alive for as long as one line is quoted.
    if (!dropped) this.#deliver({ text: bytes.toString('utf8', from, end), number: this.lines });
  }
}
