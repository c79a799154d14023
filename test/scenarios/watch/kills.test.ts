import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Told } from '../../../src/watch/happening.ts';

const program = join(import.meta.dirname, 'mortalAgent.ts');

/** Lets the agent live until it ends by itself, or until a little after it has told so much; whether it ended by itself. */
const live = (folder: string, until?: { readonly toldBytes: number; readonly graceMs: number }): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const beginBytes = toldBytes(folder);
    const watcher = watch(folder, () => {
      if (until === undefined || toldBytes(folder) - beginBytes < until.toldBytes) return;
      watcher.close();
      setTimeout(() => child.kill('SIGKILL'), until.graceMs);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      watcher.close();
      if (signal === null && code !== 0) reject(new Error(`the agent ended with ${code}`));
      else resolve(signal === null);
    });
  });

const toldBytes = (folder: string): number =>
  statSync(join(folder, 'told.jsonl'), { throwIfNoEntry: false })?.size ?? 0;

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
      const lives = () =>
        kills < 12 ? { toldBytes: 1 + ((kills * 311) % 3000), graceMs: (kills * 7) % 20 } : undefined;
      while (!(await live(folder, lives()))) kills++;
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
