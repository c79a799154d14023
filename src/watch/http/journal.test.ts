import { describe, expect, test } from 'vitest';
import { FakeFeed, problemOf } from '../fakeFeed.ts';
import { type Entry, Journal } from './journal.ts';

/** A round of the same driver: the names are one array. */
const names = ['rx_drops', 'tx_drops'];

const open = () => {
  const feed = new FakeFeed();
  const entries: Entry[] = [];
  let begun = 0;
  const journal = new Journal(feed, { wrote: (entry) => entries.push(entry), beganAnew: () => begun++ });
  const round = (atMs: number, values: readonly number[], of = names) => {
    feed.adapters = [
      { pci: '0000:00:05.0', interfaces: [], sample: { atMs, names: of, values: Float64Array.from(values) } },
    ];
    feed.round(atMs);
  };
  const kinds = () => entries.map(({ text }) => (JSON.parse(text) as { kind: string }).kind);
  return { feed, journal, entries, kinds, round, begun: () => begun };
};

describe('the journal', () => {
  test('tells of a round only what changed', () => {
    const { round, entries } = open();
    round(1000, [1, 2]);
    round(2000, [1, 5]);
    expect(JSON.parse(entries.at(-1)!.text)).toEqual({
      kind: 'sample',
      atMs: 2000,
      adapters: [{ pci: '0000:00:05.0', changed: [1, 5] }],
    });
  });

  test('begins anew where the driver counts other things', () => {
    const { round, begun, journal } = open();
    round(1000, [1, 2]);
    const before = journal.ordinal;
    round(2000, [7], ['rx_drops']);
    expect(begun()).toBe(2);
    expect(journal.since(before)).toBeUndefined();
  });

  test('tells how things stand only when that changed', () => {
    const { feed, round, kinds } = open();
    round(1000, [1, 2]);
    round(2000, [1, 2]);
    feed.problems = [problemOf('keep-alive-timeout')];
    round(3000, [1, 2]);
    expect(kinds().filter((kind) => kind === 'state')).toHaveLength(2);
  });

  test('gives who comes back what was missed, and nothing twice', () => {
    const { round, journal } = open();
    for (let i = 0; i < 5; i++) round(i * 1000, [i, i]);
    const { ordinal } = journal;
    round(6000, [9, 9]);
    expect(journal.since(ordinal)?.map((entry) => entry.ordinal)).toEqual([ordinal + 1]);
    expect(journal.since(ordinal + 1)).toEqual([]);
  });

  test('does not pretend to know what it let go of, or what has not been', () => {
    const { round, journal } = open();
    for (let i = 0; i < 2500; i++) round(i * 1000, [i, i]);
    expect(journal.since(10)).toBeUndefined();
    expect(journal.since(journal.ordinal + 1)).toBeUndefined();
    expect(journal.since(journal.ordinal - 1999)).toHaveLength(1999);
  });
});
