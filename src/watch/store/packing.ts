/** From here on a difference does not fit a whole number of 53 bits when its sign is put in. */
const longestStep = 2 ** 51;

/** Writes numbers in as few bytes as they need. */
export class Packer {
  readonly #bytes: number[] = [];

  /** A whole number from 0 to 2^53. */
  count(value: number): this {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) | 128);
    this.#bytes.push(rest);
    return this;
  }

  /** How `value` differs from `before`; any two numbers. */
  step(value: number, before: number): this {
    const by = value - before;
    const isSmall = Number.isSafeInteger(value) && Number.isSafeInteger(before) && Math.abs(by) < longestStep;
    // 0 announces a number in full, so whole steps begin at 1.
    if (isSmall) return this.count(by < 0 ? -by * 2 : by * 2 + 1);
    this.count(0);
    const full = Buffer.allocUnsafe(8);
    full.writeDoubleLE(value);
    this.#bytes.push(...full);
    return this;
  }

  get bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

/** Reads what a `Packer` wrote. Throws a RangeError where the bytes end too early. */
export class Unpacker {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  count(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new RangeError('the bytes end within a number');
      this.#at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  step(before: number): number {
    const coded = this.count();
    if (coded > 0) return before + (coded % 2 === 0 ? -coded / 2 : (coded - 1) / 2);
    this.#at += 8;
    return this.#bytes.readDoubleLE(this.#at - 8);
  }
}
