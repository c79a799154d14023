import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { CounterSection } from './counterSection.ts';

const header = /^[\s#>*]*NIC extended statistics for port (\d{1,5})\b/;
const telemetry = /^[\s{]*"\/ethdev\/xstats":\s*\{\s*$/;
const ruler = /^\s*#+\s*$/;

/** Extended statistics of a DPDK port, as testpmd, `dpdk-proc-info --xstats` and the telemetry client print them. */
export const dpdkXstats: SectionReader = {
  kind: 'dpdk-xstats',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    if (line.text.length > 200 || !(line.text.includes('NIC extended') || line.text.includes('/ethdev/xstats'))) {
      return undefined;
    }
    const port = header.exec(line.text)?.[1];
    if (port === undefined && !telemetry.test(line.text)) {
      return undefined;
    }
    const owner = port === undefined ? {} : { interface: `port ${port}` };
    const table = new CounterSection(around, { headed: true, family: 'dpdk', ...owner });
    return {
      take: (next) => (next.text.length < 200 && ruler.test(next.text)) || table.take(next),
      end: () => table.end(),
    };
  },
};
