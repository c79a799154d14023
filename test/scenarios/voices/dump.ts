import type { Statistic } from '../../../src/spec/statistics/index.ts';
import { statistics } from '../../../src/spec/statistics/index.ts';
import { inRange } from '../../../src/spec/versions.ts';
import { type Adapter, isRelease, sayStatistic, type Voice } from './voice.ts';

const queues = [0, 1];

/** What grows with traffic and time on every healthy adapter. */
const ordinary: Readonly<Record<string, number>> = {
  interface_up: 1,
  tx_cnt: 41_000,
  tx_bytes: 9_000_000,
  rx_cnt: 52_000,
  rx_bytes: 7_000_000,
  tx_tx_poll: 30_000,
  tx_doorbells: 40_000,
  ena_admin_q_submitted_cmd: 34,
  ena_admin_q_completed_cmd: 34,
};

/** Of the counters of a queue, what a short dump still has at its default level. */
const inShortDump = new Set(['tx_tx_poll', 'tx_doorbells', 'tx_unmask_interrupt', 'tx_lost_interrupt']);

const nameFor = ({ of, version }: Voice, { name, releases, kernels, aliases = [] }: Statistic): string | undefined =>
  [{ name, releases, kernels }, ...aliases].find((printed) => {
    const range = of === 'kernel' ? printed.kernels : printed.releases;
    return range !== undefined && inRange(version, range);
  })?.name;

/** The statistics dump of a reset, with the counters (by id) that stand above zero beyond the ordinary ones. */
export const dump = (voice: Voice, raised: Readonly<Record<string, number>>, adapter: Adapter): readonly string[] => {
  const short = isRelease(voice, '>=2.14.0');
  const line = (name: string, value: number) => sayStatistic(voice, name, value, adapter);
  return statistics.flatMap((row) => {
    const name = nameFor(voice, row);
    const value = raised[row.id] ?? ordinary[row.id] ?? 0;
    if (name === undefined || row.unit === 'as the Tx counter') return [];
    if (row.scope === 'adapter' || row.scope === 'admin') return [line(name, value)];
    if (row.scope !== 'tx-queue' && row.scope !== 'rx-queue') return [];
    const each = queues.map((queue) => line(name.replace('_N_', `_${queue}_`), queue === 1 ? value : 0));
    if (!short) return each;
    return [line(name.replace('queue_N_', 'total_'), value), ...(inShortDump.has(row.id) ? each : [])];
  });
};
