import fc from 'fast-check';
import { expect, test } from 'vitest';
import { framed } from './record.ts';
import { type Round, RoundCodec, roundsIn } from './roundCodec.ts';

const written = (rounds: readonly Round[]): Buffer => {
  const codec = new RoundCodec();
  return Buffer.concat(rounds.flatMap((round) => codec.write(round).map(framed)));
};

const readBack = (bytes: Buffer): Round[] =>
  Array.from(roundsIn(bytes), (round) => ({ ...round, values: round.values.slice() }));

const round = (adapter: string, atMs: number, counters: Readonly<Record<string, number>>): Round => ({
  adapter,
  atMs,
  names: Object.keys(counters),
  values: Float64Array.from(Object.values(counters)),
});

test('reads what was written, whatever the numbers', () => {
  const number = fc.oneof(
    fc.maxSafeNat(),
    fc.double().map((value) => value + 0),
    fc.constantFrom(0, 2 ** 53, 2 ** 64, -5, Number.NaN),
  );
  const any = fc.record({
    adapter: fc.constantFrom('0000:00:05.0', '0000:00:06.0'),
    atMs: fc.integer({ min: 0, max: 4e12 }),
    values: fc.array(number, { minLength: 3, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 20 }), (all) => {
      const rounds = all.map(({ adapter, atMs, values: [a, b, c] }) => round(adapter, atMs, { a: a!, b: b!, c: c! }));
      expect(readBack(written(rounds))).toEqual(rounds);
    }),
  );
});

test('tells names anew when the driver changes them', () => {
  const rounds = [round('a', 1, { tx: 1, rx: 2 }), round('a', 2, { tx: 3 }), round('a', 3, { tx: 3, rx: 9 })];
  expect(readBack(written(rounds))).toEqual(rounds);
});

test('reads one adapter of many by itself', () => {
  const rounds = [1, 2, 3].flatMap((i) => [round('a', i, { tx: i }), round('b', i, { tx: 10 * i, rx: 1e300 * i })]);
  const only = Array.from(roundsIn(written(rounds), 'a'), ({ atMs, values }) => [atMs, ...values]);
  expect(only).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

test('takes little room for an adapter on which little happens', () => {
  const names = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`counter_${i}`, 1e12 + i]));
  const idle = Array.from({ length: 60 }, (_, second) => round('0000:00:05.0', 1.7e12 + second * 1000, names));
  const [first] = idle;
  expect(written(idle).length - written([first!]).length).toBeLessThan(60 * 20);
});

test('stops at the first byte that was changed, and never throws', () => {
  const rounds = Array.from({ length: 4 }, (_, i) => round('a', i, { tx: i, rx: 10 * i }));
  const whole = written(rounds);
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole);
    damaged[at]! ^= 0x20;
    const read = readBack(damaged);
    expect(read).toEqual(rounds.slice(0, read.length));
    expect(read.length).toBeLessThan(rounds.length);
  }
});

test('survives records that are whole and say nothing sensible', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 10 }), (payloads) => {
      const named = new RoundCodec().write(round('a', 1, { tx: 1 })).map(framed);
      readBack(Buffer.concat([...named, ...payloads.map(framed)]));
    }),
  );
});
