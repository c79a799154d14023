import { statistics } from './all.ts';
import type { FoundStatistic, Statistic, StatisticFamily } from './statistic.ts';

/** Longer than any printed name (ethtool's limit is 32, FreeBSD's longest OID 55): what is longer is no statistic. */
const maxNameLength = 80;

interface Entry {
  readonly statistic: Statistic;
  readonly family: StatisticFamily;
}

/** Every printed name, with `N` for the queue and `U` for the unit. */
const byPattern = new Map<string, Entry>();

for (const statistic of statistics) {
  const ofLinux = statistic.releases !== undefined;
  const linux = [...(ofLinux ? [statistic] : []), ...(statistic.aliases ?? [])];
  // Linux goes first and stays: a name several drivers share is Linux's.
  for (const { name } of linux) byPattern.set(name, { statistic, family: 'linux' });
}
for (const statistic of statistics) {
  for (const family of ['dpdk', 'freebsd'] as const) {
    for (const { name } of statistic[family] ?? []) {
      if (!byPattern.has(name)) byPattern.set(name, { statistic, family });
    }
  }
}

const linuxQueue = /^queue_(\d{1,5}|N)_(xdp_tx_)?(.+)$/;
const linuxSum = /^total_([rt]x_.+)$/;
// DPDK before 20.11 wrote its own generic counters without the second underscore: rx_q0packets.
const dpdkQueue = /^([rt]x)_q(\d{1,5})_?(.+)$/;
/** CloudWatch's agent, Prometheus and their kin name the tool in front. */
const toolAhead = /^(?:node_)?ethtool_(?:info_)?(?=[a-z])/;
const freebsd = /^dev\.ena\.\d{1,5}\.(?:queue(\d{1,5})\.)?(.+)$/;

/**
 * What a name printed by any driver counts: `queue_3_tx_missed_tx`, `rx_q0_bad_req_id`, `total_tx_cnt`,
 * `dev.ena.0.hw_stats.tx_drops`, `ena_admin_q_no_completion`, old names, with blanks or a colon around them.
 * `undefined` for a name that no driver of ENA prints. Costs one pattern and one map lookup.
 */
export function findStatistic(printed: string): FoundStatistic | undefined {
  const plain = byPattern.get(printed);
  if (plain) return { ...plain };
  const name = bare(printed);
  if (name === undefined) return undefined;

  let match = linuxQueue.exec(name);
  if (match) {
    const [, queue, xdp, rest] = match;
    return found(xdp ? `queue_N_tx_${rest}` : `queue_N_${rest}`, queue, xdp ? { xdp: true } : undefined);
  }
  match = dpdkQueue.exec(name);
  if (match) return found(`${match[1]}_qN_${match[3]}`, match[2]);
  match = freebsd.exec(name);
  if (match) return found(`dev.ena.U.${match[1] === undefined ? '' : 'queueN.'}${match[2]}`, match[1]);
  match = linuxSum.exec(name);
  if (match) return found(`queue_N_${match[1]}`, undefined, { sum: true });
  return found(name, undefined);
}

function found(pattern: string, queue: string | undefined, marks?: Pick<FoundStatistic, 'sum' | 'xdp'>) {
  const entry = byPattern.get(pattern);
  if (!entry) return undefined;
  return { ...entry, ...(queue === undefined || queue === 'N' ? {} : { queue: Number(queue) }), ...marks };
}

/** Without the blanks and the colon that a copied line leaves on it. */
function bare(printed: string): string | undefined {
  if (printed.length > 2 * maxNameLength) return undefined;
  const name = printed.trim();
  const end = name.endsWith(':') ? name.slice(0, -1).trimEnd() : name;
  return end.length > maxNameLength ? undefined : end.replace(toolAhead, '');
}
