import type { CpuLoad } from '../observation.ts';
import type { Section, SectionReader } from '../section.ts';
import { placeOf } from './place.ts';

const header = /^\s*r\s+b\s+swpd\s.*\sid\s+wa\b/;
const groups = /^\s*procs -+memory/;
const longestRow = 200;

/** `vmstat`: its first row tells of the time since boot, the others of an interval; the worst of those is told. */
export const vmstat: SectionReader = {
  kind: 'cpu',
  begin(line, around): Section | undefined {
    if (line.text.length > longestRow || !header.test(line.text)) {
      return undefined;
    }
    const names = line.text.trim().split(/\s+/);
    let sinceBoot: CpuLoad | undefined;
    let worst: CpuLoad | undefined;
    return {
      take(next) {
        if (next.text.length > longestRow) {
          return false;
        }
        if (next.text.trim() === '' || header.test(next.text) || groups.test(next.text)) {
          return true;
        }
        const cells = next.text.trim().split(/\s+/);
        const idle = Number(cells[names.indexOf('id')]);
        // With -t the date and time follow on the right.
        if (cells.length < names.length - 2 || !/^\d+$/.test(cells[0] ?? '') || !(idle >= 0 && idle <= 100)) {
          return false;
        }
        const steal = Number(cells[names.indexOf('st')] ?? 0) || 0;
        const place = placeOf(next, around.source);
        // vmstat has no column for softirq: it is inside the system time.
        const load = { kind: 'cpu', place, steal, softirq: 0, idle } as const;
        if (sinceBoot === undefined) {
          sinceBoot = { ...load, span: 'since-boot' };
        } else if (worst === undefined || steal > worst.steal) {
          worst = { ...load, span: 'interval' };
        }
        return true;
      },
      end: () => [sinceBoot, worst].filter((load) => load !== undefined),
    };
  },
};
