/** Groups of three digits, parted by a blank of some kind, comma, dot, apostrophe or underscore; else plain digits. */
const grouped = /^(?:\d{1,3}(?:[ \u00a0\u2009\u202f,.'’_]\d{3}(?!\d))+|\d+)/;
const scientific = /^\d+(?:\.\d+)?[eE][+-]?\d+/;
/** What may follow a count: a unit, a share in parentheses, JSON's comma, a remark. */
const tail = /^(?:[\s;)\]}"'|]|,(?!\d)|$)/;

/**
 * Reads a count as programs and people write it: `19731631`, `19 731 631`, `12,751,829 pkts  (100.0%)`, `1.2e+07`.
 * `undefined` for what is no whole number, such as `12.5` or `05.0`.
 */
export function parseCount(text: string): number | undefined {
  const power = scientific.exec(text);
  const match = power ?? grouped.exec(text);
  if (match === null || !tail.test(text.slice(match[0].length, match[0].length + 2))) {
    return undefined;
  }
  const value = Number(power ? match[0] : match[0].replace(/\D/g, ''));
  return Number.isFinite(value) ? value : undefined;
}
