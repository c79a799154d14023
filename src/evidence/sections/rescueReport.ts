import type { Counter } from '../observation.ts';
import type { Section, SectionReader } from '../section.ts';
import { parseCount } from './count.ts';
import { placeOf } from './place.ts';

const head = /\bENA problems found on ([\w.-]{1,16}?)\.?\s*$/;
const row = /^\s*(\d[\d,. ]{0,24}) (\w{1,64}) events? found\.?\s*$/;
const longestRow = 300;
const mostRows = 1_000;

/** The `enadiag` module of EC2Rescue for Linux: counters above zero, in words. */
export const rescueReport: SectionReader = {
  kind: 'rescue-report',
  begin(line, around): Section | undefined {
    if (line.text.length > longestRow || !line.text.includes(' found')) {
      return undefined;
    }
    const owner = head.exec(line.text)?.[1];
    const values = new Map<string, Counter>();
    const section: Section = {
      take(next) {
        if (next.text.trim() === '') {
          return true;
        }
        const [, count = '', name = ''] = next.text.length > longestRow ? [] : (row.exec(next.text) ?? []);
        const value = parseCount(count);
        if (value === undefined || values.size >= mostRows) {
          return false;
        }
        values.set(name, { value, place: placeOf(next, around.source) });
        return true;
      },
      end: () =>
        values.size === 0
          ? []
          : [
              {
                kind: 'counters',
                family: 'linux',
                when: {},
                ...((owner ?? around.interface) && { interface: owner ?? around.interface ?? '' }),
                values,
              },
            ],
    };
    return owner !== undefined || section.take(line) ? section : undefined;
  },
};
