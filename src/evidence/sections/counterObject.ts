import { findStatistic } from '../../spec/statistics/index.ts';
import type { SectionReader } from '../section.ts';
import { lineSection } from './lineSection.ts';
import { ObjectTree } from './objectTree.ts';

const longestObject = 2_000_000;
const longestProse = 2_000;
const heads = new Set(['{', '[', 'e', 's', ' ', '\t', '"']);
const head = /^\s{0,40}(?:(?:"[\w /-]{1,40}"\s?:\s?)?[{[]|ethtool,\S{0,400} |statistics\s*: \{)/;

/**
 * Snapshots on one line: JSON however deep (`{"before": {"wd_expired": 0, …}, "after": {…}}`), a named member of JSON
 * that goes on, DPDK's telemetry (`{"/ethdev/xstats": {"rx_good_packets": 0, …}}`), Open vSwitch's statistics column,
 * telegraf's line protocol (`ethtool,interface=eth0 wd_expired=0i,…`), several `name=value` in a row, `ethtool -S`
 * pasted without its line ends.
 */
export const counterObject: SectionReader = {
  kind: 'ethtool-statistics',
  begin(line, around) {
    const { text } = line;
    if (text.length < 20 || text.length > longestObject || !mayCount(text)) {
      return undefined;
    }
    const isObject = heads.has(text[0] ?? '') && head.test(text.slice(0, 500));
    if (!isObject && text.length > longestProse && !text.includes('NIC statistics: ')) {
      return undefined;
    }
    const tree = new ObjectTree(line, around, (name) => findStatistic(name) !== undefined);
    return tree.count < (isObject ? 1 : 2) ? undefined : lineSection(...tree.observations());
  },
};

function mayCount(text: string): boolean {
  return (
    text.includes('_allowance_') || text.includes('wd_expired') || text.includes('_tx_cnt') || text.includes('_q0_')
  );
}
