import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { parseCounterRow } from './counterRow.ts';
import { CounterSection, isKnownName } from './counterSection.ts';

const header =
  /^[\s#>|+/*"-]*(?:NIC statistics"?(?: \([^)]{0,40}\))?|(?:NIC statistics|Statistics) for [\w.-]{1,16}):\s*(?:\{|\\n",?)?\s*$/;

/**
 * `ethtool -S`: the table under `NIC statistics:`, and rows without that header (`| grep allowance`, quoted in a ticket)
 * as long as they bear a name that ENA is known to count.
 */
export const ethtoolStatistics: SectionReader = {
  kind: 'ethtool-statistics',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    if (line.text.length > 300) {
      return undefined;
    }
    if (line.text.includes('tatistics')) {
      return header.test(line.text) ? new CounterSection(around, { headed: true, family: 'linux' }) : undefined;
    }
    if (parseCounterRow(line.text, isKnownName) === undefined) {
      return undefined;
    }
    const section = new CounterSection(around, { headed: false });
    return section.take(line) ? section : undefined;
  },
};
