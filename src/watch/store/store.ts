import { mkdirSync, writeSync } from 'node:fs';
import type { Told } from '../happening.ts';
import { History } from './history.ts';
import { type Lock, takeLock } from './lock.ts';
import type { Round } from './roundCodec.ts';
import { RoundTier } from './roundTier.ts';
import { happeningTier, roundTiers } from './tiers.ts';
import { TierWriter, type Write } from './tierWriter.ts';
import { payloadOf, toldOf } from './toldIn.ts';

export interface StoreOptions {
  /** For all that is kept. */
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Is told, in a sentence, when history cannot be written, and when it can again. */
  tell(sentence: string): void;
  /** The system's own unless a test hands in a full disk. */
  readonly write?: Write;
}

/** Less room holds no history worth the name. */
export const smallestStoreBytes = 1 << 20;

/** How long a disk that took nothing is left alone. */
const restMs = 10_000;
/** How often others are told that the writer is alive. */
const touchEveryMs = 10_000;
/** Happenings that wait for the disk; the oldest give way. */
const mostWaiting = 1000;

const why = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' ? 'the disk is full' : (code ?? message);
};

/**
 * The agent's memory on disk: counters in three tiers and what happened, in append-only segments. A folder has one
 * writer; any number may read it meanwhile.
 */
export class HistoryStore extends History {
  readonly #options: StoreOptions;
  readonly #lock: Lock;
  readonly #tiers: readonly RoundTier[];
  readonly #happenings: TierWriter;
  readonly #waiting: Told[] = [];
  #newestSeq = 0;
  #restUntilMs = 0;
  #touchedMs = 0;
  #isTroubled = false;

  private constructor(
    folder: string,
    options: StoreOptions,
    lock: Lock,
    tiers: readonly RoundTier[],
    happenings: TierWriter,
  ) {
    super(folder);
    this.#options = options;
    this.#lock = lock;
    this.#tiers = tiers;
    this.#happenings = happenings;
  }

  /**
   * Opens a folder, or makes it, and goes on where the last writer was stopped.
   *
   * @throws StoreTaken, or the system's error where the folder cannot be written
   */
  static async open(folder: string, options: StoreOptions): Promise<HistoryStore> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = takeLock(folder, options.now());
    try {
      const { sizeBytes, write = writeSync } = options;
      const tiers: RoundTier[] = [];
      for (const tier of roundTiers) tiers.push(await RoundTier.open(folder, tier, sizeBytes, write));
      const room = Math.floor(sizeBytes * happeningTier.share);
      const replay = (payload: Buffer) => toldOf(payload).atMs;
      const happenings = await TierWriter.open(folder, happeningTier, room, replay, write);
      const store = new HistoryStore(folder, options, lock, tiers, happenings);
      store.#newestSeq = await store.newestSeq();
      return store;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Keeps a round of samples in each tier that is due. Never throws: what cannot be kept is told. */
  keepRounds(atMs: number, rounds: readonly Round[]): void {
    this.#attempt(() => {
      for (const tier of this.#tiers) tier.keep(atMs, rounds);
    });
    const nowMs = this.#options.now();
    if (Math.abs(nowMs - this.#touchedMs) < touchEveryMs) return;
    this.#touchedMs = nowMs;
    this.#lock.touch(nowMs);
  }

  /**
   * Keeps what happened; while the disk takes nothing, in memory. What it has is told again by an agent that was killed
   * before it could note that it was told: it is passed over. Never throws.
   */
  keep(told: Told): void {
    if (told.seq <= this.#newestSeq) return;
    this.#newestSeq = told.seq;
    this.#waiting.push(told);
    if (this.#waiting.length > mostWaiting) this.#waiting.shift();
    this.#attempt(() => {});
  }

  close(): void {
    this.#restUntilMs = 0;
    this.#attempt(() => {});
    for (const tier of this.#tiers) tier.close();
    this.#happenings.seal();
    this.#lock.release();
  }

  #attempt(write: () => void): void {
    const nowMs = this.#options.now();
    // A clock that was set back must not make the rest a long one.
    if (nowMs < this.#restUntilMs && this.#restUntilMs - nowMs <= restMs) return;
    try {
      write();
      this.#writeWaiting();
    } catch (error) {
      this.#restUntilMs = nowMs + restMs;
      if (!this.#isTroubled) this.#options.tell(`History is not written: ${why(error)}.`);
      this.#isTroubled = true;
      return;
    }
    if (this.#isTroubled) this.#options.tell('History is written again.');
    this.#isTroubled = false;
    this.#restUntilMs = 0;
  }

  #writeWaiting(): void {
    if (this.#waiting.length === 0) return;
    for (let told = this.#waiting[0]; told !== undefined; told = this.#waiting[0]) {
      const payloads = [payloadOf(told)];
      if (this.#happenings.needsNewSegment(told.atMs, payloads)) this.#happenings.beginSegment(told.atMs);
      this.#happenings.append(told.atMs, payloads);
      this.#waiting.shift();
    }
    this.#happenings.sync();
  }
}
