import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockQueue, queueMemory } from './blockQueue.ts';
import { blockCountOf } from './blockScanner.ts';
import { closeFileText, type FileText, openFileText } from './fileText.ts';
import { linesOf } from './lineBatch.ts';
import { hireScanCrew, type ScanCrew } from './scanCrew.ts';
import { planSearch } from './searchPlan.ts';

const blockBytes = 64;
const text = Buffer.from('ena 0000: up\n'.repeat(40));
let folder: string;
let file: FileText;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crew-'));
  writeFileSync(join(folder, 'log'), text);
  file = openFileText(join(folder, 'log'));
});
afterAll(() => {
  closeFileText(file);
  rmSync(folder, { recursive: true });
});

const hire = (of: FileText, workers: number): { crew: ScanCrew; blockCount: number } => {
  const blockCount = blockCountOf(of, blockBytes);
  const shared = queueMemory(workers);
  const queue = blockQueue(shared, blockCount, blockCount);
  queue.advance(0);
  const plan = planSearch(['ena 0000:'], text);
  return { crew: hireScanCrew({ file: of, plan, blockBytes, window: blockCount, shared }, queue, workers), blockCount };
};

it('scans every block of the queue in threads of its own', async () => {
  const { crew, blockCount } = hire(file, 2);
  while (crew.found.size < blockCount) await crew.news();
  await crew.dismiss();
  const lines = [...crew.found.values()].flatMap((batch) => linesOf(batch, 0));
  expect(lines.map((line) => line.text)).toEqual(Array(40).fill('ena 0000: up'));
  expect(crew.abandoned).toEqual([]);
});

it('abandons the block at which a worker fails', async () => {
  const { crew } = hire({ ...file, sizeBytes: text.length + blockBytes }, 1);
  while (crew.abandoned.length === 0) await crew.news();
  await crew.dismiss();
  expect(crew.abandoned).toHaveLength(1);
});
