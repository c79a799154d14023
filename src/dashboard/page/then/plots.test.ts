import { describe, expect, test } from 'vitest';
import { idsOf, plotsWith, ratesOf } from './plots.ts';

const [throughput, losses] = plotsWith('');
const all = (points: Readonly<Record<string, readonly (readonly [number, number])[]>>) =>
  idsOf(plotsWith('')).map((id) => (points[id] ?? []).map(([atMs, value]) => ({ atMs, value })));

describe('a plot', () => {
  test('shows rises per second, in its unit', () => {
    const rates = ratesOf(
      throughput!,
      plotsWith(''),
      all({
        rx_bytes: [
          [0, 0],
          [2000, 100],
        ],
        tx_bytes: [
          [0, 0],
          [2000, 10],
        ],
      }),
    );
    expect(rates).toEqual([[2], [400], [40]]);
  });

  test('adds counters that tell of the same thing', () => {
    const rates = ratesOf(
      losses!,
      plotsWith(''),
      all({
        rx_drops: [
          [0, 0],
          [1000, 3],
        ],
        tx_drops: [
          [0, 0],
          [1000, 4],
        ],
      }),
    );
    expect(rates).toEqual([[1], [7]]);
  });

  test('leaves a gap where one line has no value', () => {
    const rates = ratesOf(
      throughput!,
      plotsWith(''),
      all({
        rx_bytes: [
          [0, 0],
          [1000, 1],
        ],
        tx_bytes: [
          [0, 0],
          [2000, 1],
        ],
      }),
    );
    expect(rates).toEqual([
      [1, 2],
      [8, null],
      [null, 4],
    ]);
  });

  test('of nothing is empty', () => expect(ratesOf(losses!, plotsWith(''), [])).toEqual([[], []]));
  test('of one more statistic stands last', () =>
    expect(plotsWith('tx_timeout').at(-1)).toMatchObject({ title: 'tx_timeout' }));
});
