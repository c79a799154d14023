import { describe, expect, test } from 'vitest';
import type { Observation } from '../observation.ts';
import { Shelf } from './shelf.ts';

const summaryOf = (path: string) => ({ path, kind: 'kernel-log', lines: 1, adapterLines: 1 }) as const;

const openShelf = (heldObservations = 100) => {
  const told: string[] = [];
  const shelf = new Shelf((seen) => told.push(seen.kind === 'unseen' ? seen.what : ''), heldObservations);
  const say = (path: string, count: number): { close(digest?: string): void } => {
    const text = shelf.open(path);
    for (let n = 1; n <= count; n++) {
      const seen: Observation = { kind: 'unseen', place: { source: path, line: n, text: '' }, what: `${path} ${n}` };
      text.see(seen);
    }
    return { close: (digest) => text.close(summaryOf(path), digest) };
  };
  return { shelf, told, say };
};

describe('Shelf', () => {
  test('tells members in the order of their roles', () => {
    const { shelf, told, say } = openShelf();
    for (const path of ['messages', 'messages.2', 'messages.1']) say(path, 1).close();
    expect(told).toEqual([]);
    shelf.deliver();
    expect(told).toEqual(['messages.2 1', 'messages.1 1', 'messages 1']);
    expect(shelf.summaries.map(({ path }) => path)).toEqual(['messages.2', 'messages.1', 'messages']);
  });

  test('tells the same content once, and says so', () => {
    const { shelf, told, say } = openShelf();
    say('dmesg', 1).close('same');
    shelf.deliver();
    say('copy', 1).close('same');
    shelf.deliver();
    expect(told).toEqual(['dmesg 1']);
    expect(shelf.summaries[1]?.problem).toBe('it is the same as dmesg, and was counted once');
  });

  test('holds no more than it may, and loses nothing', () => {
    const { shelf, told, say } = openShelf(5);
    say('b', 3).close();
    say('a', 4).close();
    expect(told).toHaveLength(7);
    say('c', 1).close();
    shelf.deliver();
    expect(told).toEqual(['b 1', 'b 2', 'b 3', 'a 1', 'a 2', 'a 3', 'a 4', 'c 1']);
    expect(shelf.summaries.map(({ path }) => path)).toEqual(['b', 'a', 'c']);
  });

  test('forgets what nobody needs to know', () => {
    const { shelf } = openShelf();
    shelf.open('README').close(undefined);
    shelf.note({ ...summaryOf('gone'), problem: 'gone' });
    shelf.deliver();
    expect(shelf.summaries.map(({ path }) => path)).toEqual(['gone']);
  });
});
