import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateLog } from './generateLog.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'generate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const generate = (options: { seed?: number; adapterShare?: number }) => {
  const path = join(folder, 'log');
  const manifest = generateLog(path, { bytes: 1 << 20, ...options });
  return { manifest, lines: readFileSync(path, 'latin1').trimEnd().split('\n') };
};

it('writes the same log for the same seed, and another for another', () => {
  const { lines } = generate({ seed: 7 });
  expect(generate({ seed: 7 }).lines).toEqual(lines);
  expect(generate({ seed: 8 }).lines).not.toEqual(lines);
});

it('counts what it wrote', () => {
  const { manifest, lines } = generate({});
  expect(lines).toHaveLength(manifest.lines);
  expect(manifest.adapterLines / manifest.lines).toBeCloseTo(0.01, 1);
});

it('plants incidents where the manifest says', () => {
  const { manifest, lines } = generate({});
  const resets = manifest.incidents.filter(({ reset }) => reset);
  expect(resets.length).toBeGreaterThan(0);
  for (const { lastLine } of resets) expect(lines[lastLine - 1]).toMatch(/Device reset completed, status: 0/);
});

it('leaves every line to ENA when asked to', () => {
  const { manifest } = generate({ adapterShare: 1 });
  expect(manifest.adapterLines).toBe(manifest.lines);
});

it('lets time only go forwards', () => {
  const stamps = generate({}).lines.flatMap((line) => /\[ *(\d+\.\d{6})\]/.exec(line)?.[1] ?? []);
  expect(stamps.map(Number)).toEqual(stamps.map(Number).toSorted((one, other) => one - other));
});
