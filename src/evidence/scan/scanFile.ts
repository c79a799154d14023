import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { blockQueue, queueMemory } from './blockQueue.ts';
import { blockCountOf, openBlockScanner } from './blockScanner.ts';
import { closeFileText, type FileText, openFileText, readFileText } from './fileText.ts';
import { type FoundLine, linesOf } from './lineBatch.ts';
import { hireScanCrew } from './scanCrew.ts';
import { planSearch, sampleBytes } from './searchPlan.ts';

export type { FoundLine } from './lineBatch.ts';
export { UnscannableFile } from './unscannableFile.ts';

export interface ScanOptions {
  /** Literals of four bytes or more without line ends; a line that contains one, in this very case, is delivered. */
  readonly needles: readonly string[];
  /** Gets the found lines in file order, many at a time. What it returns is awaited before more is delivered. */
  onLines(lines: readonly FoundLine[]): void | Promise<void>;
  onProgress?(bytes: number, totalBytes: number): void;
  /** Threads beside the calling one, which scans too. Default: one per further core, none for a small file. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  /** For tests: the share of the file that one thread takes at a time. */
  readonly blockBytes?: number;
}

/** Small enough for a core's cache, large enough that handing it over costs nothing beside scanning it. */
const defaultBlockBytes = 1 << 20;
/** A worker takes about as long to start as one thread takes to scan this much. */
const worthAWorkerBytes = 32 << 20;
/** Beyond, memory and not the cores sets the pace. */
const maxWorkers = 7;
/** Blocks in flight per thread; each may cost three times its size. */
const windowPerThread = 3;

/** The sample is drawn from all over the file: a log begins with a boot and goes on differently. */
const samplePieces = 8;
const sampleOf = (file: FileText): Uint8Array => {
  const sample = new Uint8Array(Math.min(sampleBytes, file.sizeBytes));
  const pieceBytes = Math.floor(sample.length / samplePieces);
  for (let piece = 0; piece < samplePieces; piece += 1) {
    const from = Math.floor((file.sizeBytes / samplePieces) * piece);
    readFileText(file, sample, piece * pieceBytes, from, from + pieceBytes);
  }
  return sample;
};

const defaultWorkers = (sizeBytes: number): number =>
  Math.min(availableParallelism() - 1, maxWorkers, Math.floor(sizeBytes / worthAWorkerBytes));

/**
 * Delivers, in file order, every line that contains a needle, and counts all lines. A line ends with LF or CRLF, its text
 * is without; lines are cut at 64 KiB: what stands behind is not searched. What is appended to the file meanwhile is not read.
 * Memory stays the same however long the file is.
 *
 * Throws {@link UnscannableFile} (not there, not a regular file, grown shorter, unreadable), what `onLines` throws, and
 * the signal's reason.
 */
export const scanFile = async (path: string, options: ScanOptions): Promise<{ lines: number; bytes: number }> => {
  const { needles, onLines, onProgress, signal, blockBytes = defaultBlockBytes } = options;
  signal?.throwIfAborted();
  const file = openFileText(path);
  try {
    const workers = options.workers ?? defaultWorkers(file.sizeBytes);
    const plan = planSearch(needles, sampleOf(file));
    const blockCount = blockCountOf(file, blockBytes);
    const window = windowPerThread * (workers + 1);
    const shared = queueMemory(workers);
    const queue = blockQueue(shared, blockCount, window);
    queue.advance(0);
    const crew = hireScanCrew({ file, plan, blockBytes, window, shared }, queue, workers);
    try {
      const scanner = openBlockScanner(file, plan, blockBytes);
      let lines = 0;
      for (let delivered = 0; delivered < blockCount; ) {
        signal?.throwIfAborted();
        const batch = crew.found.get(delivered);
        if (batch !== undefined) {
          crew.found.delete(delivered);
          if (batch.records.length > 0) await onLines(linesOf(batch, lines));
          lines += batch.lines;
          delivered += 1;
          queue.advance(delivered);
          onProgress?.(Math.min(delivered * blockBytes, file.sizeBytes), file.sizeBytes);
          continue;
        }
        const block = crew.abandoned.pop() ?? queue.tryTake();
        if (block === undefined) await crew.news();
        else {
          crew.found.set(block, scanner.scan(block));
          // Lets the workers' messages in, and whoever else waits.
          await setImmediate();
        }
      }
      return { lines, bytes: file.sizeBytes };
    } finally {
      await crew.dismiss();
    }
  } finally {
    closeFileText(file);
  }
};
