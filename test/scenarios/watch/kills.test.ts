import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Told } from '../../../src/watch/happening.ts';

const program = join(import.meta.dirname, 'mortalAgent.ts');

/** Lets the agent live until it ends by itself, or for so long; whether it ended by itself. */
const live = (folder: string, lifeMs?: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const timer = lifeMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), lifeMs);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
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

describe('an agent that is killed at any moment and started again', () => {
  it('tells every reset, and none twice', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ena-mortal-'));
    try {
      let kills = 0;
      while (!(await live(folder, kills < 25 ? 250 + ((kills * 311) % 500) : undefined))) kills++;
      const told = toldIn(folder);
      // Told again, because nobody knew whether it was: under the same number.
      const byNumber = new Map(told.map((each) => [each.seq, each]));
      for (const each of told) expect(byNumber.get(each.seq)).toEqual(each);
      const resets = openings([...byNumber.values()]);
      expect(resets).toHaveLength(new Set(resets).size);
      expect(resets).toHaveLength(40);
      expect(kills).toBeGreaterThan(5);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
