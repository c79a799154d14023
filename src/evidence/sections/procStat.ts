import type { CpuLoad } from '../observation.ts';
import type { Section, SectionReader } from '../section.ts';
import { placeOf } from './place.ts';

const mostCpus = 4_096;
const longestCounts = 300;
/** The first five numbers stand in every kernel: user, nice, system, idle, iowait. */
const cpuRow = /^\s*cpu(\d{0,4})((?:\s+\d{1,20}){5,10})\s*$/;
const otherRow = /^\s*(?:intr|ctxt|btime|processes|procs_running|procs_blocked|softirq|page|swap) \d/;

/** `/proc/stat`: what each CPU did with its time since boot. */
export const procStat: SectionReader = {
  kind: 'cpu',
  begin(line, around): Section | undefined {
    const seen: CpuLoad[] = [];
    const section: Section = {
      take(next) {
        const match = next.text.length > longestCounts ? null : cpuRow.exec(next.text);
        if (match === null) {
          return next.text.trim() === '' || otherRow.test(next.text.slice(0, 40));
        }
        const jiffies = (match[2] ?? '').trim().split(/\s+/).map(Number);
        // guest time (from the ninth number on) is already part of user time.
        const total = jiffies.slice(0, 8).reduce((sum, part) => sum + part, 0);
        const share = (part = 0) => (total === 0 ? 0 : Math.round((part / total) * 10_000) / 100);
        if (seen.length < mostCpus) {
          seen.push({
            kind: 'cpu',
            place: placeOf(next, around.source),
            ...(match[1] !== '' && { cpu: Number(match[1]) }),
            steal: share(jiffies[7]),
            softirq: share(jiffies[6]),
            idle: share(jiffies[3]),
            span: 'since-boot',
          });
        }
        return true;
      },
      end: () => seen,
    };
    return line.text.length <= longestCounts && cpuRow.test(line.text) && section.take(line) ? section : undefined;
  },
};
