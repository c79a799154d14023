/** Numbers as a reader wants them. Always in English, since a report travels between people. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

const rate = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** `1,234,567`, or `0.25`; beyond what a counter can hold, `8.64e+29`. */
export function numberWords(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) < 1e20 ? grouped.format(value) : value.toExponential(2);
}

/** `306.9`, `0.01667`: four digits are more than a rate is good for. */
export function rateWords(perSecond: number): string {
  return Math.abs(perSecond) < 1e20 ? rate.format(perSecond) : numberWords(perSecond);
}

/** `once`, `twice`, `1,204 times`. */
export function timesWords(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${numberWords(count)} times`;
}

/** `1 reset`, `38 resets`. */
export function plural(count: number, noun: string): string {
  return `${numberWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const ladder = [
  { seconds: 86_400, unit: 'd', below: 3600, belowUnit: 'h' },
  { seconds: 3600, unit: 'h', below: 60, belowUnit: 'min' },
  { seconds: 60, unit: 'min', below: 1, belowUnit: 's' },
] as const;

/** `15 ms`, `2.976 s`, `3 min 12 s`, `5 h 8 min`, `3 d 4 h`: at most two units, as people say it. */
export function durationWords(seconds: number): string {
  const size = Math.abs(seconds);
  if (!Number.isFinite(size)) return 'an unknown time';
  if (size > 0 && size < 0.1) return `${numberWords(seconds * 1000)} ms`;
  if (size < 99.5) return `${numberWords(size < 10 ? seconds : Math.round(seconds * 10) / 10)} s`;
  const rung = ladder.find((step) => size >= step.seconds) ?? ladder[2];
  const whole = Math.floor(size / rung.seconds);
  const below = Math.floor((size % rung.seconds) / rung.below);
  const sign = seconds < 0 ? '-' : '';
  return `${sign}${numberWords(whole)} ${rung.unit}${below > 0 ? ` ${below} ${rung.belowUnit}` : ''}`;
}

/** `+0.015 s`: where in an incident a step stands. */
export function offsetWords(seconds: number): string {
  return seconds < 100 ? `+${seconds.toFixed(3)} s` : `+${durationWords(seconds)}`;
}
