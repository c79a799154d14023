import { Packer, Unpacker } from './packing.ts';
import { recordsIn } from './record.ts';

/** An adapter's sums at one time. */
export interface Round {
  readonly adapter: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Ids of statistics; the same array as long as they stay the same. */
  readonly names: readonly string[];
  readonly values: Float64Array;
}

/** What a segment has told of an adapter so far. */
interface Told {
  readonly id: number;
  readonly adapter: string;
  readonly names: readonly string[];
  /** By which the next round's difference is told. */
  readonly values: Float64Array;
}

const kinds = { names: 1, round: 2 } as const;

const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  one === other || (one.length === other.length && one.every((name, i) => name === other[i]));

/**
 * Rounds as payloads of records. Names stand once in a segment, then only what changed since the adapter's last round:
 * an idle adapter's round takes a handful of bytes. Writer and reader keep the same memory, so a writer that first
 * reads what stands in a segment can go on with it. Both begin anew with each segment.
 */
export class RoundCodec {
  readonly #byAdapter = new Map<string, Told>();
  readonly #byId: Told[] = [];
  #lastMs = 0;

  /** The payloads that tell a round: its names first, where they are new. */
  write({ adapter, atMs, names, values }: Round): readonly Buffer[] {
    const known = this.#byAdapter.get(adapter);
    const isKnown = known !== undefined && sameNames(known.names, names);
    const told = isKnown ? known : this.#introduce(adapter, names);
    const packer = new Packer().count(kinds.round).count(told.id).step(atMs, this.#lastMs);
    let next = 0;
    for (const [i, value] of values.entries()) {
      if (value === told.values[i]) continue;
      packer.count(i - next).step(value, told.values[i]!);
      told.values[i] = value;
      next = i + 1;
    }
    this.#lastMs = atMs;
    const introduction = Buffer.concat([Buffer.of(kinds.names), Buffer.from(JSON.stringify({ adapter, names }))]);
    // A count past the last name ends the list.
    return [...(isKnown ? [] : [introduction]), packer.count(values.length - next).bytes];
  }

  /**
   * The round in a payload; `undefined` for one that only tells names, or is none of this codec's. Where `only` one
   * adapter is wanted, what others count is passed over.
   */
  read(payload: Buffer, only?: string): Round | undefined {
    if (payload[0] === kinds.names) {
      const { adapter, names } = JSON.parse(payload.toString('utf8', 1)) as Pick<Round, 'adapter' | 'names'>;
      this.#introduce(adapter, names);
      return undefined;
    }
    const packed = new Unpacker(payload);
    const told = packed.count() === kinds.round ? this.#byId[packed.count()] : undefined;
    if (told === undefined) return undefined;
    this.#lastMs = packed.step(this.#lastMs);
    if (only !== undefined && told.adapter !== only) return undefined;
    for (let i = packed.count(); i < told.values.length; i += packed.count() + 1)
      told.values[i] = packed.step(told.values[i]!);
    return { adapter: told.adapter, atMs: this.#lastMs, names: told.names, values: told.values };
  }

  #introduce(adapter: string, names: readonly string[]): Told {
    const told = { id: this.#byId.length, adapter, names, values: new Float64Array(names.length) };
    this.#byId.push(told);
    this.#byAdapter.set(adapter, told);
    return told;
  }
}

/**
 * The rounds in a segment's bytes, of all adapters or `only` one, up to the first record that is damaged. Values are
 * those of the codec: copy to keep.
 */
export function* roundsIn(bytes: Buffer, only?: string): Generator<Round> {
  const codec = new RoundCodec();
  for (const { payload } of recordsIn(bytes)) {
    let round: Round | undefined;
    try {
      round = codec.read(payload, only);
    } catch {
      return;
    }
    if (round !== undefined) yield round;
  }
}
