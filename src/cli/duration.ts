import { BadValue } from './errors.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** Longer than any sample is worth waiting for, and well inside what a timer can count. */
const longestMs = 24 * 3_600_000;

/**
 * A duration such as `10s`, `1.5m`, `500ms` in milliseconds; a number alone counts seconds.
 *
 * @throws BadValue unless it is more than 0 and at most a day
 */
export const readDurationMs = (option: string, text: string): number => {
  const [, amount, unit = 's'] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|min|m|h)?$/.exec(text) ?? [];
  const durationMs = Number(amount) * (unitMs[unit] ?? Number.NaN);
  if (durationMs > 0 && durationMs <= longestMs) return durationMs;
  throw new BadValue(option, text, 'a duration such as 10s, 500ms or 2m, at most a day');
};
