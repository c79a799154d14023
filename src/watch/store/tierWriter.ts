import { closeSync, fdatasync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { framed, headerBytes, recordsIn } from './record.ts';
import { contentOf, type Segment, segmentName, segmentsOf } from './segment.ts';
import type { Tier } from './tiers.ts';

/** Writes bytes at a place of an open file, and returns how many it wrote: `writeSync`, or a test's full disk. */
export type Write = (file: number, bytes: Uint8Array, offset: number, length: number, position: number) => number;

/** So many segments a tier has when its room is full: a deletion takes a sixteenth of what is kept. */
const segmentsPerTier = 16;
const [smallestSegmentBytes, largestSegmentBytes] = [4096, 4 << 20];

/** The segment that is being written. */
interface Open extends Segment {
  readonly file: number;
  endBytes: number;
}

/**
 * Appends records to the segments of a tier within its room. After a write that failed the file ends with its last whole
 * record, and the next write begins a new segment.
 */
export class TierWriter {
  readonly #folder: string;
  readonly #tier: Tier;
  readonly #roomBytes: number;
  readonly #segmentBytes: number;
  readonly #write: Write;
  #sealed: Segment[] = [];
  #open: Open | undefined;
  #lastMs = 0;

  private constructor(folder: string, tier: Tier, roomBytes: number, write: Write) {
    this.#folder = folder;
    this.#tier = tier;
    this.#roomBytes = roomBytes;
    this.#segmentBytes = Math.min(
      largestSegmentBytes,
      Math.max(smallestSegmentBytes, Math.floor(roomBytes / segmentsPerTier)),
    );
    this.#write = write;
  }

  /**
   * Goes on with the newest segment: `replay` is given each of its records, and returns the record's time. What a crash
   * cut off is removed from its end.
   */
  static async open(
    folder: string,
    tier: Tier,
    roomBytes: number,
    replay: (payload: Buffer) => number | undefined,
    write: Write = writeSync,
  ): Promise<TierWriter> {
    const writer = new TierWriter(folder, tier, roomBytes, write);
    const segments = [...(await segmentsOf(folder, tier.name))];
    const last = segments.pop();
    writer.#sealed = segments;
    if (last === undefined) return writer;
    let endBytes = 0;
    try {
      for (const record of recordsIn(await contentOf(last))) {
        writer.#lastMs = replay(record.payload) ?? writer.#lastMs;
        endBytes = record.endBytes;
      }
    } catch {
      // Whole, and yet none of ours: what comes from here on cannot be gone on with.
    }
    const file = openSync(last.path, 'r+');
    ftruncateSync(file, endBytes);
    writer.#open = { ...last, file, endBytes };
    return writer;
  }

  /** Whether these payloads go into a segment of their own: what they refer to must then be told anew. */
  needsNewSegment(atMs: number, payloads: readonly Uint8Array[]): boolean {
    const open = this.#open;
    const sizeBytes = payloads.reduce((sum, { length }) => sum + headerBytes + length, 0);
    return (
      open === undefined ||
      open.endBytes + sizeBytes > this.#segmentBytes ||
      atMs < this.#lastMs ||
      atMs - open.firstMs > this.#tier.keepMs / segmentsPerTier
    );
  }

  beginSegment(atMs: number): void {
    this.seal();
    const newest = this.#sealed.at(-1);
    const of = { number: (newest?.number ?? 0) + 1, firstMs: atMs, isBack: atMs < this.#lastMs };
    const path = join(this.#folder, segmentName(this.#tier.name, of));
    this.#open = { ...of, path, sizeBytes: 0, endBytes: 0, file: openSync(path, 'wx', 0o600) };
    // One at a time: a clock that jumps ahead for a moment must not cost the whole history.
    const [oldest, next] = this.#sealed;
    if (oldest !== undefined && (next?.firstMs ?? atMs) < atMs - this.#tier.keepMs) this.#removeOldest();
  }

  /** Appends to the open segment. Throws the system's error, such as ENOSPC. */
  append(atMs: number, payloads: readonly Uint8Array[]): void {
    if (this.#open === undefined) this.beginSegment(atMs);
    const open = this.#open!;
    const bytes = Buffer.concat(payloads.map(framed));
    this.#makeRoom(bytes.length);
    try {
      for (let done = 0; done < bytes.length; )
        done += this.#write(open.file, bytes, done, bytes.length - done, open.endBytes + done);
    } catch (error) {
      ftruncateSync(open.file, open.endBytes);
      this.seal();
      throw error;
    }
    open.endBytes += bytes.length;
    this.#lastMs = atMs;
  }

  /** Asks the kernel to bring what was written to the disk; does not wait for it. */
  sync(): void {
    // A failure shows at the next write. Should the file be closed meanwhile, another is brought to the disk: no harm.
    if (this.#open !== undefined) fdatasync(this.#open.file, () => {});
  }

  seal(): void {
    if (this.#open === undefined) return;
    const { file, endBytes, ...segment } = this.#open;
    this.#open = undefined;
    closeSync(file);
    this.#sealed.push({ ...segment, sizeBytes: endBytes });
  }

  #makeRoom(moreBytes: number): void {
    let used = this.#sealed.reduce((sum, { sizeBytes }) => sum + sizeBytes, (this.#open?.endBytes ?? 0) + moreBytes);
    while (this.#sealed.length > 0 && used > this.#roomBytes) used -= this.#removeOldest();
  }

  #removeOldest(): number {
    const { path, sizeBytes } = this.#sealed.shift()!;
    rmSync(path, { force: true });
    return sizeBytes;
  }
}
