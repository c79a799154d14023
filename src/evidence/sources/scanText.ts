import { needles } from '../../spec/needles.ts';
import type { ScanOptions } from '../scan/scanFile.ts';
import { TextReader } from '../textReader.ts';
import type { Item } from './item.ts';
import { LineSplitter, lineEndsOf } from './lines.ts';
import type { Trip } from './trip.ts';

/** Finds the lines of a big file that hold one of a few strings, faster than one reader can look at every line. */
export interface Scanner {
  /** A line without any of these means nothing to the log reader. */
  readonly needles: readonly string[];
  /** Delivers, in order, the lines that hold a needle, with their true numbers. */
  scan(path: string, options: ScanOptions): Promise<{ readonly lines: number }>;
}

/** Every core's, with what is known of ENA's lines. */
export const everyCoreScanner: Scanner = {
  needles,
  // Loaded when a file is big enough: most runs never need it.
  scan: async (path, options) => (await import('../scan/scanFile.ts')).scanFile(path, options),
};

/**
 * Lines of logs whose records lie across several lines, or count time from line to line, so that none may be left
 * out: journalctl's verbose and export forms, printed JSON, and `dmesg --reltime` and `--show-delta`.
 */
const needsNeighbours = /^\s*"?_{0,2}[A-Z][A-Z_]+"? ?[:=]|^\s*"\w+"\s*:|^\[ *[+<]/;

/**
 * The scanner, where it finds in this file all that reading every line would: in a big file on the disk that begins
 * as a log of one-line records and holds no output of any command.
 */
export const scannerFor = async (trip: Trip, item: Item): Promise<Scanner | undefined> => {
  const { scanFromBytes, scanProbeBytes, lineBytes } = trip.budget.limits;
  if (item.file === undefined || item.file.sizeBytes < scanFromBytes) return undefined;
  const probe = await item.bytes.peek(scanProbeBytes);
  const ends = lineEndsOf(probe);
  if (ends.byte !== 0x0a || ends.doubled) return undefined;
  const reader = new TextReader(item.path, trip.now, () => {}, trip.readers);
  let spread = false;
  const splitter = new LineSplitter(ends, lineBytes, (line) => {
    spread ||= needsNeighbours.test(line.text);
    reader.read(line);
  });
  splitter.push(probe.subarray(0, probe.lastIndexOf(0x0a) + 1));
  return reader.end().isPlainLog && !spread ? trip.scanner : undefined;
};

/** Reads a file by its matching lines alone. */
export const scanText = async (trip: Trip, item: Item, scanner: Scanner, path: string): Promise<void> => {
  // A log given by itself has no neighbours to be put in order with.
  const text = trip.shelf.open(item.path, { held: item.path !== trip.source });
  const reader = new TextReader(item.path, trip.now, text.see, trip.readers);
  // Its beginning was read once already, to look at it.
  const probedBytes = trip.budget.readBytes;
  const { lines } = await scanner.scan(path, {
    needles: scanner.needles,
    ...(trip.signal && { signal: trip.signal }),
    onLines: (found) => {
      for (const line of found) reader.read(line);
    },
    onProgress: (bytes) => {
      trip.budget.readBytes = Math.max(probedBytes, bytes);
      trip.onRead(item.file?.sizeBytes);
    },
  });
  const { adapterLines } = reader.end();
  trip.lines += lines;
  // What it is was found by its beginning; among the matching lines alone a section could be mistaken for more.
  text.close({ path: item.path, kind: 'kernel-log', lines, adapterLines });
};
