import { type Round, RoundCodec } from './roundCodec.ts';
import type { Tier } from './tiers.ts';
import { TierWriter, type Write } from './tierWriter.ts';

/** One tier of counters: what is due, in the codec of the segment that is being written. */
export class RoundTier {
  readonly #tier: Tier;
  readonly #writer: TierWriter;
  #codec: RoundCodec;
  /** When a round of each adapter was last kept. */
  readonly #keptMs: Map<string, number>;

  private constructor(tier: Tier, writer: TierWriter, codec: RoundCodec, keptMs: Map<string, number>) {
    this.#tier = tier;
    this.#writer = writer;
    this.#codec = codec;
    this.#keptMs = keptMs;
  }

  /** @param sizeBytes of the whole store */
  static async open(folder: string, tier: Tier, sizeBytes: number, write?: Write): Promise<RoundTier> {
    const codec = new RoundCodec();
    const keptMs = new Map<string, number>();
    const replay = (payload: Buffer): number | undefined => {
      const round = codec.read(payload);
      if (round !== undefined) keptMs.set(round.adapter, round.atMs);
      return round?.atMs;
    };
    const writer = await TierWriter.open(folder, tier, Math.floor(sizeBytes * tier.share), replay, write);
    return new RoundTier(tier, writer, codec, keptMs);
  }

  /** Writes those rounds that begin a new stretch of the tier's time. Throws the system's error. */
  keep(atMs: number, rounds: readonly Round[]): void {
    const due = rounds.filter((round) => this.#isDue(round));
    if (due.length === 0) return;
    let payloads = due.flatMap((round) => this.#codec.write(round));
    if (this.#writer.needsNewSegment(atMs, payloads)) {
      this.#writer.beginSegment(atMs);
      this.#codec = new RoundCodec();
      payloads = due.flatMap((round) => this.#codec.write(round));
    }
    this.#writer.append(atMs, payloads);
    for (const round of due) this.#keptMs.set(round.adapter, round.atMs);
  }

  close(): void {
    this.#writer.seal();
  }

  #isDue({ adapter, atMs }: Round): boolean {
    const { everyMs } = this.#tier;
    const keptMs = this.#keptMs.get(adapter);
    return keptMs === undefined || everyMs === 0 || Math.floor(keptMs / everyMs) !== Math.floor(atMs / everyMs);
  }
}
