import { findStatistic } from '../../spec/statistics/index.ts';
import type { Section, SectionReader, Surroundings, TextLine } from '../section.ts';
import { parseCount } from './count.ts';
import { CounterTable } from './counterTable.ts';

const row = /^\s*(?:node_)?ethtool_(?:info_)?(\w{1,80})\{([^}]{0,300})\}\s+(\S{1,30})(?:\s+(\d{10,13}))?\s*$/;
const deviceLabel = /\b(?:device|interface|iface)="([\w.-]{1,16})"/;
const hostLabel = /\b(?:node|instance|host)="([\w.:-]{1,63})"/;
const longestRow = 600;

/** What node_exporter and its kin expose: `node_ethtool_bw_in_allowance_exceeded{device="eth0"} 5`. */
export const prometheusCounters: SectionReader = {
  kind: 'ethtool-statistics',
  begin(line: TextLine, around: Surroundings): Section | undefined {
    if (line.text.length > longestRow || !line.text.includes('ethtool_')) {
      return undefined;
    }
    const table = new CounterTable(around);
    const section: Section = {
      take(next) {
        if (next.text.length > longestRow) {
          return false;
        }
        if (next.text.trim() === '' || /^# (?:HELP|TYPE) /.test(next.text)) {
          return true;
        }
        const [, name = '', labels = '', text = ''] = row.exec(next.text) ?? [];
        const value = parseCount(text);
        if (value === undefined) {
          // A counter no other than a plain number may have, such as NaN or a rate: read over.
          return row.test(next.text);
        }
        const device = deviceLabel.exec(labels)?.[1];
        const host = hostLabel.exec(labels)?.[1];
        const counter = { name, value, ...(device && { interface: device }), ...(host && { host }) };
        if (table.has(counter)) {
          return false;
        }
        if (findStatistic(name) !== undefined) {
          table.add(counter, next);
        }
        return true;
      },
      end: () => table.observations('linux', around.interface),
    };
    return row.test(line.text) && section.take(line) ? section : undefined;
  },
};
