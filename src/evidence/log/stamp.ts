import { monthOf } from './months.ts';

/** Source of a pattern for ISO 8601 as loggers write it; eight groups, read by {@link isoMs}. */
export const iso =
  '(\\d{4})-(\\d\\d)-(\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9}))?(?: ?(Z|[+-]\\d\\d:?\\d\\d))?';

const wholeIso = new RegExp(`^${iso}`);

/** `5` of `.5` is half a second: 500 ms. */
export const fractionMs = (digits: string | undefined): number =>
  digits === undefined ? 0 : Number(digits.padEnd(3, '0').slice(0, 3));

const zoneMs = (zone: string | undefined): number => {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
};

/** Milliseconds since 1970 UTC of the groups of {@link iso}, which begin at `first`. No zone means UTC. */
export const isoMs = (found: readonly (string | undefined)[], first: number): number =>
  Date.UTC(
    Number(found[first]),
    Number(found[first + 1]) - 1,
    Number(found[first + 2]),
    Number(found[first + 3]),
    Number(found[first + 4]),
    Number(found[first + 5]),
    fractionMs(found[first + 6]),
  ) - zoneMs(found[first + 7]);

/** Milliseconds since 1970 UTC of an ISO 8601 text; `undefined` for anything else. */
export const readIso = (text: string): number | undefined => {
  const found = wholeIso.exec(text);
  return found ? isoMs(found, 1) : undefined;
};

/** Microseconds of `1234.567890` in two parts. */
export const secondsUs = (seconds: string, fraction: string): number =>
  Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));

/** Month and day (and year, if it stands there) of the words around a time of day, in any order and locale. */
export const readCalendar = (words: string): { month: number; day: number; year?: number } | undefined => {
  let month: number | undefined;
  let day: number | undefined;
  let year: number | undefined;
  for (const word of words.split(/[\s.,]+/)) {
    if (/^\d{4}$/.test(word)) year = Number(word);
    else if (/^\d{1,2}$/.test(word)) day ??= Number(word);
    else month ??= monthOf(word);
  }
  if (month === undefined || day === undefined) return undefined;
  return year === undefined ? { month, day } : { month, day, year };
};

/** Epoch time in whatever unit a JSON logger chose, as milliseconds; `undefined` for what is too small to be one. */
export const epochMs = (value: number): number | undefined => {
  if (value > 1e17) return Math.trunc(value / 1e6);
  if (value > 1e14) return Math.trunc(value / 1e3);
  if (value > 1e11) return Math.trunc(value);
  return value > 1e8 ? Math.trunc(value * 1e3) : undefined;
};
