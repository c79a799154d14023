import { describe, expect, test } from 'vitest';
import { Bell } from './workerBell.ts';

const words = () => new Int32Array(new SharedArrayBuffer(8));

describe('a bell', () => {
  test('is not waited for where nothing is to be waited for', () => {
    const bell = new Bell(words(), 1, () => expect.unreachable());
    expect(bell.waitFor(() => true, 1000)).toBe(true);
  });

  test('wakes a sleeper, who looks again', () => {
    const memory = words();
    const ringer = new Bell(memory, 1);
    let looks = 0;
    const bell = new Bell(memory, 1, (_, at) => {
      expect(Atomics.load(memory, at)).toBe(1);
      ringer.ring();
      expect(Atomics.load(memory, at)).toBe(0);
      return 'ok';
    });
    expect(bell.waitFor(() => ++looks === 3, 1000)).toBe(true);
    expect(looks).toBe(3);
  });

  test('that does not ring lets a sleeper go, who looks once more', () => {
    const answers = [false, true];
    const bell = new Bell(words(), 1, () => 'timed-out');
    expect(bell.waitFor(() => answers.shift()!, 1)).toBe(true);
    expect(new Bell(words(), 1).waitFor(() => false, 1)).toBe(false);
  });

  test('that rings between question and sleep is not missed', () => {
    const memory = words();
    const bell = new Bell(memory, 1);
    let looks = 0;
    // With a real sleep: it must end at once, for the word has changed.
    const isDone = () => {
      if (looks++ > 0) return true;
      new Bell(memory, 1).ring();
      return false;
    };
    expect(bell.waitFor(isDone, 60_000)).toBe(true);
  });
});
