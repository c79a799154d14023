import { BadValue } from '../errors.ts';

const unitBytes: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/**
 * A size such as `64M` or `1G` in bytes.
 *
 * @throws BadValue unless it is at least `fewestBytes` and at most 1 TiB
 */
export const readSizeBytes = (option: string, text: string, fewestBytes: number): number => {
  const [, amount, unit = ''] = /^(\d{1,6})([KMG])(?:i?B)?$/.exec(text) ?? [];
  const bytes = Number(amount) * (unitBytes[unit] ?? Number.NaN);
  if (bytes >= fewestBytes && bytes <= 2 ** 40) return bytes;
  throw new BadValue(option, text, `a size such as 64M or 1G, at least ${fewestBytes / 2 ** 20}M`);
};
