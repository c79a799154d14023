import { describe, expect, test } from 'vitest';
import { FeedClock } from './clock.ts';

const open = () => {
  let ticks = 500;
  const clock = new FeedClock(() => ticks);
  clock.set(10_000, 1);
  const pass = (ms: number) => {
    ticks += ms;
  };
  return { clock, pass };
};

describe('the clock of what is watched', () => {
  test('goes on between two messages', () => {
    const { clock, pass } = open();
    pass(700);
    expect(clock.nowMs()).toBe(10_700);
  });

  test('goes as fast as the lab’s', () => {
    const { clock, pass } = open();
    clock.set(20_000, 10);
    pass(100);
    expect(clock.nowMs()).toBe(21_000);
  });

  test('stands where nothing is heard: that is no silence of the adapter', () => {
    const { clock, pass } = open();
    pass(60_000);
    expect(clock.nowMs()).toBe(11_200);
    clock.hear(70_000);
    pass(100);
    expect(clock.nowMs()).toBe(70_100);
  });

  test('is not turned back by what is late on its way', () => {
    const { clock, pass } = open();
    pass(1000);
    clock.hear(10_400);
    expect(clock.nowMs()).toBe(11_000);
  });

  test('follows another clock', () => {
    const { clock } = open();
    clock.hear(1000);
    expect(clock.nowMs()).toBe(1000);
  });
});
