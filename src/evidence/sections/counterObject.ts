import { findStatistic } from '../../spec/statistics/index.ts';
import type { CounterFamily } from '../observation.ts';
import type { SectionReader } from '../section.ts';
import { CounterTable } from './counterTable.ts';
import { lineSection } from './lineSection.ts';

const longestObject = 2_000_000;
const pair = /\b([a-z]\w{2,63})"?\s?[:=]\s?"?(\d{1,20})(?=[\s,"i}]|$)/g;
const heads = new Set(['{', '[', 'e', 's', ' ']);
const head = /^ {0,8}(?:\{|\[|ethtool,\S{0,400} |statistics\s*: \{)/;
const owner = /"?\b(?:interface|ifname|device|iface)"?\s?[=:]\s?"?([\w.-]{1,16})/;

/**
 * A whole snapshot on one line: DPDK's telemetry (`{"/ethdev/xstats": {"rx_good_packets": 0, …}}`), Open vSwitch's
 * statistics column, telegraf's line protocol (`ethtool,interface=eth0 wd_expired=0i,…`), `ethtool -S` pasted without
 * its line ends.
 */
export const counterObject: SectionReader = {
  kind: 'ethtool-statistics',
  begin(line, around) {
    const { text } = line;
    if (text.length < 20 || text.length > longestObject || !isObject(text)) {
      return undefined;
    }
    if (
      !text.includes('wd_expired') &&
      !text.includes('_allowance_') &&
      !text.includes('_tx_cnt') &&
      !text.includes('_q0_')
    ) {
      return undefined;
    }
    const table = new CounterTable(around);
    let family: CounterFamily = text.includes('/ethdev/xstats') ? 'dpdk' : 'linux';
    let count = 0;
    for (const [, name = '', digits = ''] of text.matchAll(pair)) {
      const found = findStatistic(name);
      if (found !== undefined) {
        family = found.family === 'dpdk' ? 'dpdk' : family;
        count += 1;
        table.add({ name, value: Number(digits) }, line);
      }
    }
    const name = owner.exec(text.slice(0, 1_000))?.[1];
    return count < 2
      ? undefined
      : lineSection(...table.observations(family, name ?? (family === 'linux' ? around.interface : undefined)));
  },
};

function isObject(text: string): boolean {
  return (heads.has(text[0] ?? '') && head.test(text.slice(0, 500))) || text.includes('NIC statistics: ');
}
