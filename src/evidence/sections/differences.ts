import type { SectionReader } from '../section.ts';
import { parseCounterRow } from './counterRow.ts';
import { isElision } from './elision.ts';

const word = /^(?:delta|diff|difference|change|increase|rate|per_second)s?$/i;
const head = /^\s{0,40}"?(\w{1,40})"?\s?:\s?\{?$/;
const longestHead = 100;

/** True for the name of an object whose numbers are differences between snapshots, not counts. */
export function isDifference(key: string): boolean {
  return word.test(key);
}

/** Reads over what a program or a person computed from two snapshots: `"delta": {`, and the rows below it. */
export const differences: SectionReader = {
  kind: 'ethtool-statistics',
  begin(line) {
    const { text } = line;
    const last = text.at(-1);
    if (text.length > longestHead || (last !== '{' && last !== ':') || !isDifference(head.exec(text)?.[1] ?? '')) {
      return undefined;
    }
    return {
      take: (next) => !next.text.includes('}') && (isElision(next.text) || parseCounterRow(next.text) !== undefined),
      end: () => [],
    };
  },
};
