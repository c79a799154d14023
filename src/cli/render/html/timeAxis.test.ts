import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxis } from './timeAxis.ts';

const labels = (...stamps: string[]) => timeAxis(stamps)?.ticks.map((tick) => tick.label);

describe('timeAxis', () => {
  it('has none without a readable stamp', () => expect(timeAxis([undefined, 'x'])).toBeUndefined());
  it('takes the clock that most stamps are of, and has no place for the others', () => {
    const axis = timeAxis(['[1.0]', '[2.0]', '2026-07-24T03:00:00Z']);
    expect(axis?.clock).toBe('uptime');
    expect(axis?.position('2026-07-24T03:00:00Z')).toBeUndefined();
  });
  it('ticks at full minutes, at full days, at seconds since boot', () => {
    expect(labels('2026-07-24T03:11:09Z', '2026-07-24T03:20:00Z')).toEqual([
      '03:12',
      '03:14',
      '03:16',
      '03:18',
      '03:20',
    ]);
    expect(labels('2026-07-24T00:00:00Z', '2026-07-27T00:00:00Z')?.[1]).toBe('07-24 12:00');
    expect(labels('2026-07-24T00:00:00Z', '2026-07-30T00:00:00Z')?.[1]).toBe('2026-07-25');
    expect(labels('[18509.8]', '[18512.8]')).toContain('[18511.0]');
  });
  it('makes room for a single moment', () => expect(timeAxis(['[5.0]'])?.position('[5.0]')).toBe(50));
  it('places every stamp between the edges, with few and finite ticks', () => {
    const stamp = fc.oneof(
      fc.double({ min: 0, max: 1e14, noNaN: true }).map((seconds) => `[${seconds.toFixed(6)}]`),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(fc.array(stamp, { minLength: 1 }), (stamps) => {
        const axis = timeAxis(stamps)!;
        const places = [
          ...stamps.map(axis.position).filter((at) => at !== undefined),
          ...axis.ticks.map((t) => t.position),
        ];
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(2.99);
          expect(place).toBeLessThanOrEqual(97.01);
        }
        expect(axis.ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});
