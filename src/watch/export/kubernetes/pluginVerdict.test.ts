import { afterEach, beforeEach, expect, test } from 'vitest';
import { problemOf } from '../../fakeFeed.ts';
import { History } from '../../store/history.ts';
import { happeningOf, roundOf, StoreFolder } from '../../store/storeFolder.ts';
import { pluginVerdict } from './pluginVerdict.ts';

let folder: StoreFolder;
beforeEach(() => {
  folder = new StoreFolder();
});
afterEach(() => folder[Symbol.dispose]());

const verdict = () => pluginVerdict(new History(folder.path), folder.nowMs);

test('is that all is well while an agent watches and nothing is open', async () => {
  const store = await folder.open();
  store.keepRounds(folder.nowMs, [roundOf(folder.nowMs, 1)]);
  expect(await verdict()).toEqual({ code: 0, line: 'ENA works.' });
  store.close();
});

test('is what is wrong, in at most 80 characters, until it is over', async () => {
  const store = await folder.open();
  store.keepRounds(folder.nowMs, [roundOf(folder.nowMs, 1)]);
  store.keep(happeningOf(1, folder.nowMs));
  expect(await verdict()).toEqual({ code: 1, line: '0000:00:05.0: keep-alive-timeout' });
  const another = { kind: 'problem-opened', problem: problemOf('x'.repeat(90)), seq: 2, atMs: folder.nowMs } as const;
  store.keep(another);
  expect((await verdict()).line).toHaveLength(80);
  store.keep({ ...another, kind: 'problem-closed', seq: 3 });
  store.keep({ ...happeningOf(4, folder.nowMs), kind: 'problem-closed', problem: problemOf('keep-alive-timeout') });
  expect((await verdict()).code).toBe(0);
  store.close();
});

test('is that it cannot be told where no agent watches', async () => {
  expect((await verdict()).code).toBe(2);
  const store = await folder.open();
  store.keepRounds(folder.nowMs, [roundOf(folder.nowMs, 1)]);
  store.close();
  folder.nowMs += 61_000;
  expect((await verdict()).code).toBe(2);
});
