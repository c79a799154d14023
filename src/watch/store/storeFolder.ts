import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemOf } from '../fakeFeed.ts';
import type { Told } from '../happening.ts';
import type { Round } from './roundCodec.ts';
import { HistoryStore, type StoreOptions } from './store.ts';

/** A folder of a test, a clock that stands where it is put, and what the store told. */
export class StoreFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'enakit-store-'));
  readonly told: string[] = [];
  nowMs = 1_700_000_000_000;

  open(options: Partial<StoreOptions> = {}): Promise<HistoryStore> {
    const usual = { sizeBytes: 4 << 20, now: () => this.nowMs, tell: (sentence: string) => this.told.push(sentence) };
    return HistoryStore.open(this.path, { ...usual, ...options });
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export const adapter = '0000:00:05.0';

export const roundOf = (atMs: number, value: number): Round => ({
  adapter,
  atMs,
  names: ['tx_cnt', 'rx_cnt'],
  values: Float64Array.of(value, 0),
});

export const happeningOf = (seq: number, atMs: number): Told => ({
  kind: 'problem-opened',
  problem: problemOf('keep-alive-timeout'),
  seq,
  atMs,
});
