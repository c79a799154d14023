import { describe, expect, test } from 'vitest';
import { VectorSignals } from './vectorSignals.ts';

const make = (count = 4) => {
  const signalled: number[] = [];
  const closed: number[] = [];
  const signals = new VectorSignals(count, {
    adopt: () => true,
    signal: (descriptor) => signalled.push(descriptor),
    close: (descriptor) => closed.push(descriptor),
  });
  return { signals, signalled, closed };
};

describe('a vector', () => {
  test('is told at once to who listens', () => {
    const { signals, signalled } = make();
    signals.connect(1, 30);
    signals.interrupt(1);
    expect([signalled, signals.isPending(1)]).toEqual([[30], false]);
  });

  test('that nobody listens to is told once when somebody does', () => {
    const { signals, signalled } = make();
    for (let times = 0; times < 3; times++) signals.interrupt(2);
    expect(signals.isPending(2)).toBe(true);
    signals.connect(2, 30);
    signals.connect(2, 31);
    expect([signalled, signals.isPending(2)]).toEqual([[30], false]);
  });

  test('is not lost while all are taken away for a moment', () => {
    const { signals, signalled, closed } = make();
    signals.connect(0, 30);
    signals.disconnect();
    signals.interrupt(0);
    signals.connect(0, 31);
    expect([signalled, closed]).toEqual([[31], [30]]);
  });

  test('waits while masked', () => {
    const { signals, signalled } = make();
    signals.connect(3, 30);
    signals.mask(3, true);
    signals.interrupt(3);
    expect(signalled).toEqual([]);
    signals.mask(3, false);
    expect(signalled).toEqual([30]);
  });

  test('pends no more after a reset, and one that is not there never did', () => {
    const { signals, signalled } = make();
    signals.interrupt(0);
    signals.interrupt(4);
    signals.interrupt(-1);
    signals.forget();
    signals.connect(0, 30);
    expect(signalled).toEqual([]);
  });
});
