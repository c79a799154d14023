import { describe, expect, it } from 'vitest';
import { findStamp } from './stamp.ts';

describe('findStamp', () => {
  const evening = Date.UTC(2026, 10, 23, 19, 1, 17);

  it.each([
    ['Mon Nov 23 19:01:17 UTC 2026', evening],
    ['Mon Nov 23 07:01:17 PM UTC 2026', evening],
    ['Mon 23 Nov 2026 07:01:17 PM UTC', evening],
    ['Mon Nov 23 14:01:17 EST 2026', evening],
    ['2026-11-23T19:01:17Z', evening],
    ['2026-11-23 20:01:17+01:00', evening],
    ['2026-11-23:19:01:17', evening],
    ['2026-11-23T19:01:17.250Z', evening + 250],
    ['1795460477', evening],
    ['Mon Nov 23 12:01:17 AM UTC 2026', Date.UTC(2026, 10, 23, 0, 1, 17)],
  ])('reads %j', (text, wallMs) => {
    expect(findStamp(text)).toBe(wallMs);
  });

  it.each(['Iteration: 37', '12:00:01', '2026-13-23T19:01:17Z', '2026-11-23T25:01:17Z', '1234', ''])(
    'finds none in %j',
    (text) => {
      expect(findStamp(text)).toBeUndefined();
    },
  );
});
