import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { roundsIn } from './roundCodec.ts';
import { RoundTier } from './roundTier.ts';
import { roundOf, StoreFolder } from './storeFolder.ts';
import { happeningTier, roundTiers } from './tiers.ts';
import { TierWriter } from './tierWriter.ts';
import { payloadOf, toldIn, toldOf } from './toldIn.ts';

// Hundreds of files are written, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const room = 1 << 20;
const tier = roundTiers[0]!;
const keep = async (folder: string, first: number, last: number): Promise<void> => {
  const rounds = await RoundTier.open(folder, tier, room);
  for (let i = first; i <= last; i++) rounds.keep(1000 * i, [roundOf(1000 * i, i)]);
  rounds.close();
};

const tell = async (folder: string, first: number, last: number): Promise<void> => {
  const writer = await TierWriter.open(folder, happeningTier, room, (payload) => toldOf(payload).atMs);
  for (let seq = first; seq <= last; seq++) {
    const payloads = [payloadOf({ kind: 'blind', what: 'x', seq, atMs: seq })];
    if (writer.needsNewSegment(seq, payloads)) writer.beginSegment(seq);
    writer.append(seq, payloads);
  }
  writer.seal();
};

const everything = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder)
      .sort()
      .map((name) => readFileSync(join(folder, name))),
  );

test.each([
  ['counters', keep, (bytes: Buffer) => Array.from(roundsIn(bytes), ({ values }) => values[0])],
  ['happenings', tell, (bytes: Buffer) => Array.from(toldIn(bytes), ({ seq }) => seq)],
])('%s: a writer killed at any byte goes on after its last whole record', async (_, write, read) => {
  using whole = new StoreFolder();
  await write(whole.path, 1, 3);
  const [name = ''] = readdirSync(whole.path);
  const written = everything(whole.path);
  for (let length = 0; length <= written.length; length++) {
    using cut = new StoreFolder();
    writeFileSync(join(cut.path, name), written.subarray(0, length));
    const before = read(written.subarray(0, length));
    await write(cut.path, 9, 9);
    expect(before).toEqual([1, 2, 3].slice(0, before.length));
    expect(read(everything(cut.path))).toEqual([...before, 9]);
  }
});
