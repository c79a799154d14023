import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../bus/clock.ts';
import { Signal, type Steps, sleep, Worker, waitFor } from './work.ts';

describe('a worker', () => {
  test('does one work after the other', () => {
    const clock = new VirtualClock();
    const worker = new Worker(clock);
    const seen: string[] = [];
    const order = (name: string) =>
      worker.run(function* (): Steps<string> {
        seen.push(`${name} begins`);
        yield* sleep(10);
        seen.push(`${name} ends`);
        return name;
      });
    const [first, second] = [order('a'), order('b')];
    expect(seen).toEqual(['a begins']);
    clock.advance(10);
    expect([first.result, second.isDone]).toEqual(['a', false]);
    clock.advance(10);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(second.result).toBe('b');
  });

  test('is woken by a signal, or by time where none comes', () => {
    const clock = new VirtualClock();
    const worker = new Worker(clock);
    const signal = new Signal();
    const wait = () => worker.run(() => waitFor(signal, 100));
    const rung = wait();
    clock.advance(50);
    signal.ring();
    const late = wait();
    clock.advance(100);
    signal.ring();
    expect([rung.result, late.result]).toEqual([true, false]);
  });

  test('begins what the end of other work ordered', () => {
    const clock = new VirtualClock();
    const worker = new Worker(clock);
    const seen: number[] = [];
    const count = (left: number): void => {
      worker.run(
        function* (): Steps<number> {
          yield* sleep(1);
          return left;
        },
        (result) => {
          seen.push(result);
          if (result > 0) count(result - 1);
        },
      );
    };
    count(3);
    clock.advance(10);
    expect([seen, worker.isBusy]).toEqual([[3, 2, 1, 0], false]);
  });

  test('lets go of what is under way and ordered, and of what it held', () => {
    const clock = new VirtualClock();
    const worker = new Worker(clock);
    const seen: string[] = [];
    worker.run(function* (): Steps<void> {
      try {
        yield* sleep(5);
        seen.push('done');
      } finally {
        seen.push('let go');
      }
    });
    worker.run(function* (): Steps<void> {
      seen.push('begun');
      yield* sleep(1);
    });
    worker.drop();
    clock.advance(100);
    expect([seen, worker.isBusy, clock.nextNs]).toEqual([['let go'], false, undefined]);
  });
});
