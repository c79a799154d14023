import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../bus/clock.ts';
import { TokenBucket } from './tokenBucket.ts';

describe('a token bucket', () => {
  test('gives its burst at once and its rate from then on', () => {
    const clock = new VirtualClock();
    const bucket = new TokenBucket(clock, 1000, 5);
    const takeAll = () => {
      let taken = 0;
      for (; bucket.has(1); taken++) bucket.take(1);
      return taken;
    };
    expect(takeAll()).toBe(5);
    clock.advance(3e6);
    expect(takeAll()).toBe(3);
    clock.advance(1e9);
    expect(takeAll()).toBe(5);
  });

  test('says when to come again', () => {
    const clock = new VirtualClock();
    const bucket = new TokenBucket(clock, 8, 8);
    bucket.take(8);
    expect(bucket.waitNs(4)).toBe(5e8);
    clock.advance(bucket.waitNs(4));
    expect(bucket.waitNs(4)).toBe(0);
  });

  test('lets more than its burst through when it is full', () => {
    const clock = new VirtualClock();
    const bucket = new TokenBucket(clock, 10, 10);
    expect(bucket.has(1000)).toBe(true);
    bucket.take(1000);
    expect([bucket.has(1), bucket.waitNs(1000)]).toEqual([false, 1e9]);
  });

  test('without a rate never empties, and with none never fills', () => {
    const endless = new TokenBucket(new VirtualClock(), Number.POSITIVE_INFINITY, 0);
    endless.take(1e12);
    expect([endless.has(1e12), endless.waitNs(5)]).toEqual([true, 0]);
    const dry = new TokenBucket(new VirtualClock(), 0, 1);
    dry.take(1);
    expect(dry.waitNs(1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('never gives more than burst and rate allow', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1e7), fc.integer({ min: 1, max: 20 })), { maxLength: 60 }), (steps) => {
        const clock = new VirtualClock();
        const bucket = new TokenBucket(clock, 2000, 20);
        let taken = 0;
        for (const [gapNs, amount] of steps) {
          clock.advance(gapNs);
          if (!bucket.has(amount)) continue;
          bucket.take(amount);
          taken += amount;
        }
        expect(taken).toBeLessThanOrEqual(20 + (clock.nowNs() / 1e9) * 2000 + 1e-6);
      }),
    );
  });
});
