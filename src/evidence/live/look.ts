import type { Blindness, Observation, Place, Sink } from '../observation.ts';
import type { SourceKind, SourceSummary } from '../source.ts';
import { limits } from '../sources/limits.ts';
import { LineSplitter } from '../sources/lines.ts';
import { TextReader } from '../textReader.ts';
import type { Host } from './host.ts';

/** One look at a host: what every part of it needs. */
export interface Look {
  readonly host: Host;
  readonly sink: Sink;
  now(): Date;
}

/** The beginning of a file as text; undefined where it cannot be read, for whatever reason. */
export const readText = async (host: Host, path: string, mostBytes = 64 * 1024): Promise<string | undefined> =>
  host.readFile(path, mostBytes).then(
    (bytes) => Buffer.from(bytes).toString('utf8'),
    () => undefined,
  );

/** What lies in a folder, in order; undefined where it cannot be read. */
export const listFolder = async (host: Host, path: string): Promise<readonly string[] | undefined> =>
  host.readFolder(path).then(
    (names) => [...names].sort(),
    () => undefined,
  );

/** Reads a text through the same readers as a file; `amend` adds what only this host knows to what they saw. */
export const readThrough = (
  look: Look,
  path: string,
  text: string | Uint8Array,
  amend: (seen: Observation) => Observation = (seen) => seen,
): SourceSummary => {
  const reader = new TextReader(path, look.now, (seen) => look.sink(amend(seen)));
  const splitter = new LineSplitter({ byte: 0x0a, doubled: false }, limits.lineBytes, (line) => reader.read(line));
  splitter.push(Buffer.from(text));
  splitter.end();
  const { kind, adapterLines } = reader.end();
  return { path, kind, lines: splitter.lines, adapterLines };
};

/** A fact that was not printed by anybody: its line says it in words. */
export const placeOf = (source: string, text: string, line = 1): Place => ({ source, line, text: text.slice(0, 500) });

/** Tells what could not be seen. `what`: one sentence, with how to see it. */
export const blind = (look: Look, source: string, what: string): void =>
  look.sink({ kind: 'unseen', place: placeOf(source, ''), what } satisfies Blindness);

/** The summary of a source that is no text. */
export const summaryOf = (path: string, kind: SourceKind, lines: number, adapterLines = lines): SourceSummary => ({
  path,
  kind,
  lines,
  adapterLines,
});

/** What a report calls the answer to a command: `ethtool -S eth0 (ioctl, 10 s later)`. */
export const sourceName = (command: string, ...notes: (string | undefined)[]): string => {
  const told = notes.filter((note) => note !== undefined);
  return told.length === 0 ? command : `${command} (${told.join(', ')})`;
};
