import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { type CollectOptions, collect } from '../../src/evidence/collect.ts';
import type { Observation } from '../../src/evidence/observation.ts';
import { chunksOf, logOf } from '../fixtures/sources/archives.ts';
import { plainReaders } from '../fixtures/sources/readers.ts';

/** A folder of this test file's own, gone when its tests are. */
export const room = mkdtempSync(join(tmpdir(), 'enakit-sources-'));
afterAll(() => rmSync(room, { recursive: true }));

/** Writes a file into the room; the path of it. */
export const put = (name: string, content: string | Uint8Array): string => {
  const path = join(room, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

/** Collects the sources with readers that recognise lines in brackets; places are named from the room. */
export const look = async (sources: readonly string[], options: Partial<CollectOptions> = {}) => {
  const seen: Observation[] = [];
  const collected = await collect(sources, (one) => seen.push(one), {
    now: () => new Date('2026-11-23T18:00:00Z'),
    stdin: chunksOf(Buffer.alloc(0)),
    readers: plainReaders,
    ...options,
  });
  const places = seen.map((one) =>
    'place' in one ? `${one.place.source.replace(`${room}/`, '')}:${one.place.line}` : one.kind,
  );
  return { ...collected, seen, places, first: collected.summaries[0] };
};

export const ena = (n: number | string): string => `[${n}.0] ena 0000:00:05.0 eth0: line\n`;
export const log = logOf(1000);
