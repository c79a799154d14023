import { readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { History } from './history.ts';
import { adapter, happeningOf, roundOf, StoreFolder } from './storeFolder.ts';

let folder: StoreFolder;
beforeEach(() => {
  folder = new StoreFolder();
});
afterEach(() => folder[Symbol.dispose]());

const ever = Number.POSITIVE_INFINITY;
const sizeOf = (path: string): number =>
  readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);

describe('counters', () => {
  test('are read while they are written', async () => {
    const store = await folder.open();
    const beginMs = folder.nowMs;
    for (let i = 0; i < 5; i++) store.keepRounds(beginMs + i * 1000, [roundOf(beginMs + i * 1000, i * 100)]);
    const points = await new History(folder.path).series(adapter, 'tx_cnt', beginMs, beginMs + 5000, 100);
    expect(points.map(({ value }) => value)).toEqual([0, 100, 200, 300, 400]);
    store.close();
  });

  test('are thinned out to what is asked for, and end as they stood', async () => {
    const store = await folder.open();
    const beginMs = folder.nowMs;
    for (let i = 0; i < 100; i++) store.keepRounds(beginMs + i * 1000, [roundOf(beginMs + i * 1000, i)]);
    const points = await store.series(adapter, 'tx_cnt', beginMs, beginMs + 99_000, 10);
    expect(points).toHaveLength(10);
    expect(points.at(-1)).toEqual({ atMs: beginMs + 99_000, value: 99 });
    store.close();
  });

  test('of a day are there after the hour of seconds is over', async () => {
    const store = await folder.open();
    const beginMs = folder.nowMs;
    for (let i = 0; i < 7200; i++) store.keepRounds(beginMs + i * 1000, [roundOf(beginMs + i * 1000, i)]);
    const hourAgo = await store.series(adapter, 'tx_cnt', beginMs, beginMs + 7200_000, 5000);
    expect(hourAgo).toHaveLength(720);
    const now = await store.series(adapter, 'tx_cnt', beginMs + 7000_000, beginMs + 7200_000, 5000);
    expect(now).toHaveLength(200);
    store.close();
  });

  test('are told as they are after the clock was set back', async () => {
    const store = await folder.open();
    const beginMs = folder.nowMs;
    for (const [i, atMs] of [0, 1000, 2000, 500, 1500].entries())
      store.keepRounds(beginMs + atMs, [roundOf(beginMs + atMs, i)]);
    const points = await store.series(adapter, 'tx_cnt', beginMs + 1400, beginMs + 1600, 10);
    expect(points).toEqual([{ atMs: beginMs + 1500, value: 4 }]);
    store.close();
  });
});

describe('happenings', () => {
  test('are found by time and by what was seen already', async () => {
    const store = await folder.open();
    for (let seq = 1; seq <= 6; seq++) store.keep(happeningOf(seq, 1000 * seq));
    const seqs = async (...asked: Parameters<typeof store.happenings>) =>
      (await store.happenings(...asked)).map(({ seq }) => seq);
    expect(await seqs(2000, 5000, 0, 10)).toEqual([2, 3, 4, 5]);
    expect(await seqs(0, ever, 4, 10)).toEqual([5, 6]);
    expect(await seqs(0, ever, 0, 2)).toEqual([1, 2]);
    expect(await store.newestSeq()).toBe(6);
    store.close();
  });

  test('that are told again after a restart are kept once', async () => {
    const first = await folder.open();
    first.keep(happeningOf(1, 1000));
    first.close();
    const store = await folder.open();
    for (const seq of [1, 2]) store.keep(happeningOf(seq, 1000 * seq));
    expect((await store.happenings(0, ever, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
    store.close();
  });

  test('too long to be kept lose their evidence first', async () => {
    const store = await folder.open();
    const { problem, ...rest } = happeningOf(1, 1) as Extract<ReturnType<typeof happeningOf>, { problem: unknown }>;
    const evidence = Array.from({ length: 2000 }, (_, line) => ({ source: 'kmsg', line, text: 'x'.repeat(500) }));
    store.keep({ ...rest, problem: { ...problem, finding: { ...problem.finding, evidence } } });
    const [kept] = await store.happenings(0, ever, 0, 1);
    expect(kept).toMatchObject({ seq: 1, problem: { finding: { id: 'keep-alive-timeout', evidence: [] } } });
    store.close();
  });
});

describe('room', () => {
  test('is never exceeded, and what is oldest goes first', async () => {
    const sizeBytes = 1 << 20;
    const store = await folder.open({ sizeBytes });
    const beginMs = folder.nowMs;
    for (let i = 0; i < 3000; i++) {
      store.keepRounds(beginMs + i * 60_000, [roundOf(beginMs + i * 60_000, Math.random())]);
      store.keep(happeningOf(i + 1, beginMs + i * 60_000));
      if (i % 100 === 0) expect(sizeOf(folder.path)).toBeLessThanOrEqual(sizeBytes);
    }
    const told = await store.happenings(0, ever, 0, ever);
    expect(told.length).toBeGreaterThan(100);
    expect(told.at(-1)?.seq).toBe(3000);
    expect(told[0]?.seq).toBe(3001 - told.length);
    store.close();
  });

  test('is not given up for a clock that jumps ahead for a moment', async () => {
    const store = await folder.open();
    const beginMs = folder.nowMs;
    for (let i = 0; i < 3600; i++) store.keepRounds(beginMs + i * 1000, [roundOf(beginMs + i * 1000, i)]);
    const before = readdirSync(folder.path).length;
    store.keepRounds(4e12, [roundOf(4e12, 1)]);
    expect(readdirSync(folder.path).length).toBeGreaterThanOrEqual(before);
    store.close();
  });
});

describe('a full disk', () => {
  test('is told once and survived; what happened meanwhile is kept', async () => {
    let freeBytes = 700;
    const store = await folder.open({
      write: (file, bytes, offset, length, position) => {
        const taken = Math.min(length, freeBytes);
        if (taken === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        freeBytes -= taken;
        return writeSync(file, bytes, offset, taken, position);
      },
    });
    for (let seq = 1; seq <= 20; seq++) {
      store.keep(happeningOf(seq, folder.nowMs));
      store.keepRounds(folder.nowMs, [roundOf(folder.nowMs, seq)]);
      folder.nowMs += 1000;
    }
    expect(folder.told).toEqual(['History is not written: the disk is full.']);
    freeBytes = 1e9;
    folder.nowMs += 10_000;
    store.keepRounds(folder.nowMs, [roundOf(folder.nowMs, 99)]);
    expect(folder.told).toEqual(['History is not written: the disk is full.', 'History is written again.']);
    const told = await store.happenings(0, ever, 0, 100);
    expect(told.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect((await store.series(adapter, 'tx_cnt', 0, ever, 100)).at(-1)?.value).toBe(99);
    store.close();
  });
});
