import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../bus/clock.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import { randomOf } from '../../random.ts';
import { DelayLine } from './delayLine.ts';
import { flawless, type Impairment } from './impairment.ts';

const lineOf = (impairment: Partial<Impairment>) => {
  const clock = new VirtualClock();
  const wire = { ...flawless, ...impairment };
  const arrived: { readonly atNs: number; readonly bytes: Uint8Array }[] = [];
  const line = new DelayLine<undefined>(clock, wire, randomOf(wire.seed), (frame) => {
    arrived.push({ atNs: clock.nowNs(), bytes: frame.toBytes() });
    // Whoever gets a frame may change it.
    frame.bytes.fill(0xff, frame.byte, frame.byte + frame.lengthBytes);
  });
  const send = (number: number, lengthBytes = 100): boolean => {
    const bytes = new Uint8Array(lengthBytes);
    new DataView(bytes.buffer).setUint32(0, number);
    return line.add(Frame.of(bytes), undefined);
  };
  const numbers = (): number[] => arrived.map(({ bytes }) => new DataView(bytes.buffer).getUint32(0));
  return { clock, line, arrived, send, numbers };
};

const share = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }));
const impairments = fc.record({
  loss: share,
  duplicate: share,
  reorder: share,
  delayNs: fc.constantFrom(0, 1e3, 1e7),
  jitterNs: fc.constantFrom(0, 5e6, 5e7),
  bitsPerSecond: fc.constantFrom(1e5, 1e8, Number.POSITIVE_INFINITY),
  queueFrames: fc.integer({ min: 0, max: 20 }),
  seed: fc.integer(),
});

describe('a bad wire', () => {
  test('conserves frames: what comes and is doubled goes out, is dropped, or waits', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 4, max: 3000 }), fc.integer({ min: 0, max: 2e6 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(impairments, steps, (impairment, sent) => {
        const { clock, line, arrived, send } = lineOf(impairment);
        for (const [number, [lengthBytes, pauseNs]] of sent.entries()) {
          send(number, lengthBytes);
          clock.advance(pauseNs);
          const { came, doubled, went, lost, overflowed } = line.counts;
          expect(came + doubled).toBe(went + lost + overflowed + line.waiting);
          expect(line.waiting).toBeLessThanOrEqual(impairment.queueFrames);
        }
        clock.advance(1e13);
        expect([line.waiting, line.counts.went, line.counts.came]).toEqual([0, arrived.length, sent.length]);
      }),
    );
  });

  test('brings frames in their order, and unharmed, unless it is asked not to', () => {
    fc.assert(
      fc.property(impairments, fc.array(fc.integer({ min: 0, max: 2e6 }), { maxLength: 60 }), (impairment, pauses) => {
        const { clock, send, numbers } = lineOf({ ...impairment, reorder: 0 });
        for (const [number, pauseNs] of pauses.entries()) {
          send(number);
          clock.advance(pauseNs);
        }
        clock.advance(1e13);
        expect(numbers()).toEqual(numbers().toSorted((a, b) => a - b));
        expect(numbers().every((number) => number < pauses.length)).toBe(true);
      }),
    );
  });

  test('delays each frame by what was asked', () => {
    const { clock, arrived, send } = lineOf({ delayNs: 20e6 });
    send(0);
    clock.advance(3e6);
    send(1);
    clock.advance(1e9);
    expect(arrived.map(({ atNs }) => atNs)).toEqual([20e6, 23e6]);
  });

  test('sends no faster than its rate', () => {
    const { clock, arrived, send } = lineOf({ bitsPerSecond: 8e6 });
    for (let i = 0; i < 3; i++) send(i, 1000);
    clock.advance(1e9);
    expect(arrived.map(({ atNs }) => atNs)).toEqual([1e6, 2e6, 3e6]);
  });

  test('loses, doubles and reorders about as many as was asked', () => {
    const { clock, line, send, numbers } = lineOf({ loss: 0.1, duplicate: 0.2, reorder: 0.3, delayNs: 1e6 });
    for (let i = 0; i < 10_000; i++) {
      send(i);
      clock.advance(1e4);
    }
    clock.advance(1e9);
    expect(line.counts.lost / 10_000).toBeCloseTo(0.1, 1);
    expect(line.counts.doubled / 9000).toBeCloseTo(0.2, 1);
    const seen = numbers();
    const overtaken = seen.filter((number, i) => number < (seen[i - 1] ?? -1)).length;
    expect(overtaken).toBeGreaterThan(1000);
  });

  test('draws the same lots for the same seed', () => {
    const run = (seed: number): number[] => {
      const { send, numbers } = lineOf({ loss: 0.5, seed });
      for (let i = 0; i < 100; i++) send(i);
      return numbers();
    };
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
  });
});
