import { createHash } from 'node:crypto';
import { TextReader } from '../textReader.ts';
import { ByteReader } from './byteReader.ts';
import { consoleOutputOf, maybeConsoleOutput } from './consoleOutput.ts';
import { asUtf8, cleanlinessOf, encodingOf } from './encoding.ts';
import type { Item } from './item.ts';
import { LineSplitter, lineEndsOf } from './lines.ts';
import { ArchiveTooLarge, problemOf, SourceNotText, SourcePartlyText, type SourceProblem } from './problems.ts';
import { scannerFor, scanText } from './scanText.ts';
import type { Trip } from './trip.ts';

/** Reads an item as text. Throws `SourceNotText` where the user named it and it is none. */
export const visitText = async (trip: Trip, item: Item): Promise<void> => {
  const bytes = await throughConsoleOutput(trip, item.bytes);
  const head = await bytes.peek(trip.budget.limits.headBytes);
  const encoding = encodingOf(head);
  const utf8Head = encoding === 'utf-8' ? head : Buffer.from(new TextDecoder(encoding).decode(head));
  const cleanliness = cleanlinessOf(utf8Head);
  if (cleanliness === 'binary') {
    if (item.isMember) return;
    throw new SourceNotText();
  }

  const scanner = encoding === 'utf-8' && cleanliness === 'clean' ? await scannerFor(trip, item) : undefined;
  if (scanner && item.file) return scanText(trip, item, scanner, item.file.path);

  const text = trip.shelf.open(item.path);
  const reader = new TextReader(item.path, trip.now, text.see, trip.readers);
  const splitter = new LineSplitter(lineEndsOf(utf8Head), trip.budget.limits.lineBytes, (line) => reader.read(line));
  const digest = createHash('sha256');
  const { idleLines } = trip.budget.limits;
  let problem: SourceProblem | undefined = cleanliness === 'soiled' ? new SourcePartlyText() : undefined;
  try {
    for await (const chunk of asUtf8(bytes.chunks(), encoding)) {
      digest.update(chunk);
      splitter.push(chunk);
      if (item.layers > 0 && reader.idleLines > idleLines) {
        throw new ArchiveTooLarge(`${idleLines} lines in a row are neither a log nor counters`);
      }
    }
  } catch (thrown) {
    trip.signal?.throwIfAborted();
    problem = problemOf(thrown);
  }
  splitter.end();
  const { kind, adapterLines } = reader.end();
  trip.lines += splitter.lines;
  const isTold = !item.isMember || kind !== 'unrecognised' || (problem && cleanliness === 'clean');
  const summary = { path: item.path, kind, lines: splitter.lines, adapterLines };
  if (!isTold) text.close(undefined);
  else if (problem) text.close({ ...summary, problem: problem.sentence });
  else text.close(summary, kind === 'unrecognised' ? undefined : digest.digest('base64'));
};

/** The bytes of the console's text where `bytes` is an answer of EC2 that wraps one, else `bytes`. */
const throughConsoleOutput = async (trip: Trip, bytes: ByteReader): Promise<ByteReader> => {
  const { headBytes, consoleBytes } = trip.budget.limits;
  if (!maybeConsoleOutput(Buffer.from(await bytes.peek(headBytes)).toString('utf8'))) return bytes;
  const whole = Buffer.from(await bytes.peek(consoleBytes + 1));
  const output = whole.length > consoleBytes ? undefined : consoleOutputOf(whole.toString('utf8'));
  return output === undefined ? bytes : new ByteReader(once(Buffer.from(output)));
};

const once = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
};
