import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Told } from '../../../src/watch/happening.ts';
import { History } from '../../../src/watch/store/history.ts';

const program = join(import.meta.dirname, 'mortalAgent.ts');

/** A delivery of one happening passes six points: so many let the agent die at each, in deliveries of all kinds. */
const lives = 16;

/** Lets the agent live up to a point, or until it ends by itself; whether it ended by itself. */
const live = (folder: string, point?: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const last = point === undefined ? [] : [String(point)];
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder, ...last], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(`the agent ended with ${code}`));
      else resolve(signal === null);
    });
  });

const toldIn = (folder: string): Told[] =>
  readFileSync(join(folder, 'told.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What opened, by what it is and when it began. */
const openings = (told: readonly Told[]): string[] =>
  told.flatMap((each) => (each.kind === 'incident-opened' ? [each.incident.key] : []));

describe('an agent that is killed at every point and started again', () => {
  it('tells every reset, none twice, and keeps all that it told', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ena-mortal-'));
    try {
      for (let point = 1; point <= lives; point++) expect(await live(folder, point)).toBe(false);
      expect(await live(folder)).toBe(true);
      const told = toldIn(folder);
      // Told again, because nobody knew whether it was: under the same number.
      const byNumber = new Map(told.map((each) => [each.seq, each]));
      for (const each of told) expect(byNumber.get(each.seq)).toEqual(each);
      const resets = openings([...byNumber.values()]);
      expect(resets).toHaveLength(new Set(resets).size);
      expect(resets).toHaveLength(40);
      const kept = await new History(join(folder, 'history')).happenings(0, Number.POSITIVE_INFINITY, 0, 10_000);
      expect(kept).toEqual([...byNumber.values()].toSorted((one, other) => one.seq - other.seq));
      expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, i) => i + 1));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
