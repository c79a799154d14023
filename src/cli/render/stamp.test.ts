import { describe, expect, it } from 'vitest';
import { instantOf, secondsBetween, spanWords, stampWords } from './stamp.ts';

describe('instantOf', () => {
  it('reads wall time', () => expect(instantOf('1970-01-01T00:01:00.500Z')).toEqual({ axis: 'wall', seconds: 60.5 }));
  it('reads seconds since boot', () => expect(instantOf('[   12.5]')).toEqual({ axis: 'uptime', seconds: 12.5 }));
  it.each(['', 'yesterday', '[x]', '2026-99-99T00:00:00Z', '2026'])('does not read %j', (stamp) => {
    expect(instantOf(stamp)).toBeUndefined();
  });
});

describe('secondsBetween', () => {
  it('measures on one clock', () => expect(secondsBetween('[10.5]', '[12.0]')).toBe(1.5));
  it('does not mix clocks', () => expect(secondsBetween('[10.5]', '1970-01-01T00:01:00Z')).toBeUndefined());
});

describe('stampWords and spanWords', () => {
  it('says wall time to the second', () => {
    expect(stampWords('2026-07-24T03:11:09.120Z')).toBe('2026-07-24 03:11:09 UTC');
  });
  it("keeps the kernel's stamp, which grep finds", () => expect(stampWords('[18509.800135]')).toBe('[18509.800135]'));
  it('says the day of a span once', () => {
    expect(spanWords('2026-07-24T03:11:09Z', '2026-07-24T03:12:00Z')).toBe('2026-07-24 03:11:09 to 03:12:00 UTC');
  });
  it('says both days of a longer span', () => {
    expect(spanWords('2026-07-24T23:59:59Z', '2026-07-25T00:00:01Z')).toBe(
      '2026-07-24 23:59:59 to 2026-07-25 00:00:01 UTC',
    );
  });
  it('says one moment once', () => expect(spanWords('[1.5]', '[1.5]')).toBe('[1.5]'));
});
