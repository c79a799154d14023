import type { Sink } from './observation.ts';
import type { SourceSummary } from './source.ts';
import { Budget } from './sources/budget.ts';
import { ByteReader } from './sources/byteReader.ts';
import { type Disk, machineDisk } from './sources/disk.ts';
import { visitFolder } from './sources/folder.ts';
import { type Limits, limits as ordinaryLimits } from './sources/limits.ts';
import { InputUsedUp, NothingRecognised, SourceEmpty, SourceIsDevice } from './sources/problems.ts';
import { everyCoreScanner, type Scanner } from './sources/scanText.ts';
import { Shelf } from './sources/shelf.ts';
import { attempt, type Trip } from './sources/trip.ts';
import { visit } from './sources/visit.ts';
import { watched } from './sources/watched.ts';
import { everyReader, type Readers } from './textReader.ts';

export interface Progress {
  readonly source: string;
  /** Read so far, as it lies on the disk. */
  readonly bytes: number;
  /** Absent for folders and standard input. */
  readonly totalBytes?: number;
}

export interface CollectOptions {
  now(): Date;
  /** What the source `-` reads. */
  readonly stdin: AsyncIterable<Uint8Array>;
  onProgress?(progress: Progress): void;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly disk?: Disk;
  readonly readers?: Readers;
  readonly scanner?: Scanner;
}

export interface Collected {
  readonly summaries: readonly SourceSummary[];
  /** How many of `sources` could not be read at all. */
  readonly unreadable: number;
}

/**
 * Reads every source (file, folder, archive, `-` for standard input) and hands what it saw to `sink`, source by
 * source. Never throws on content: what cannot be read becomes a summary with a problem. Rejects only with the reason
 * of `options.signal`.
 */
export const collect = async (sources: readonly string[], sink: Sink, options: CollectOptions): Promise<Collected> => {
  const limits = { ...ordinaryLimits, ...options.limits };
  const shelf = new Shelf(sink, limits.heldObservations);
  let unreadable = 0;
  for (const [index, source] of sources.entries()) {
    const trip: Trip = {
      source,
      budget: new Budget(limits),
      shelf,
      disk: options.disk ?? machineDisk,
      readers: options.readers ?? everyReader,
      now: () => options.now(),
      signal: options.signal,
      scanner: options.scanner ?? everyCoreScanner,
      onRead: (totalBytes) => {
        const bytes = trip.budget.readBytes;
        options.onProgress?.({ source, bytes, ...(totalBytes !== undefined && { totalBytes }) });
      },
      lines: 0,
    };
    const before = shelf.summaries.length;
    const problem = await attempt(trip, source, async () => {
      if (source !== '-') return visitPath(trip, source);
      if (sources.indexOf('-') < index) throw new InputUsedUp();
      return visitChunks(trip, source, watched(trip, options.stdin));
    });
    shelf.deliver();
    if (shelf.summaries.length === before) {
      const { entries } = trip.budget;
      const silent = entries === 0 ? new SourceEmpty('the archive') : new NothingRecognised(entries);
      const summary = { path: source, kind: 'unrecognised', lines: trip.lines, adapterLines: 0 } as const;
      shelf.note({ ...summary, problem: silent.sentence });
      shelf.deliver();
    }
    if (problem && !(problem instanceof SourceEmpty) && trip.lines === 0) unreadable++;
  }
  return { summaries: shelf.summaries, unreadable };
};

const visitPath = async (trip: Trip, path: string): Promise<void> => {
  const entry = await trip.disk.look(path);
  if (entry.kind === 'device') throw new SourceIsDevice();
  if (entry.kind === 'folder') return visitFolder(trip, path);
  if (entry.kind === 'pipe') return visitChunks(trip, path, watched(trip, trip.disk.read(path)));
  return visitChunks(trip, path, watched(trip, trip.disk.read(path), entry.sizeBytes), entry.sizeBytes);
};

const visitChunks = async (
  trip: Trip,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  sizeBytes?: number,
): Promise<void> => {
  const bytes = new ByteReader(chunks);
  try {
    const file = sizeBytes === undefined ? {} : { file: { path, sizeBytes } };
    await visit(trip, { path, bytes, layers: 0, isMember: false, ...file });
  } finally {
    await bytes.close();
  }
};
