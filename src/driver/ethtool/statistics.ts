import type { Adapter } from '../adapter.ts';
import type { Listed } from '../voices/statisticOrder.ts';
import type { DeviceStatistics } from './deviceStatistics.ts';

/** A line of `ethtool -S`. */
export interface NamedValue {
  readonly name: string;
  readonly value: number;
}

/** Names of counters before they were renamed, by that of today. */
const renamed: Readonly<Record<string, string>> = {
  bad_csum: 'csum_bad',
  small_copy_len_pkt: 'rx_copybreak_pkt',
  missing_tx_comp: 'missed_tx',
};

/** What of `queue_N_tx_cnt` names the counter. */
const counterOf = (name: string): string => {
  const bare = name.replace(/^queue_N_[rt]x_/, '');
  return renamed[bare] ?? bare;
};

const valueIn = (counters: object, { name }: Listed): number =>
  (counters as Readonly<Record<string, number>>)[counterOf(name)] ?? 0;

/** What is counted for the adapter, in the version's order. */
export const adapterStatistics = ({ voice, counters }: Adapter): NamedValue[] =>
  voice.statistics.adapter.map(({ name, id }) => ({ name, value: counters.of(id) }));

/** What is counted for the admin queue. */
export const adminStatistics = ({ voice, adminCounters }: Adapter): NamedValue[] =>
  voice.statistics.admin.map(({ name }) => {
    const counter = name.replace('ena_admin_q_', '') as keyof typeof adminCounters;
    return { name, value: adminCounters[counter] };
  });

/** What is counted for queue pair `id`. */
export const pairStatistics = ({ voice, pairCounters }: Adapter, id: number): NamedValue[] => {
  const counters = pairCounters[id];
  if (counters === undefined) return [];
  const named = (rows: readonly Listed[], part: object) =>
    rows.map((row) => ({ name: row.name.replace('_N_', `_${id}_`), value: valueIn(part, row) }));
  return [...named(voice.statistics.tx, counters.tx), ...named(voice.statistics.rx, counters.rx)];
};

/** Queue pairs whose counters are listed. */
export const listedPairs = ({ voice, channels, maxChannels }: Adapter): number =>
  voice.does.listsAllQueues ? maxChannels : channels;

/** What the device was asked for, as far as it has it. */
const deviceStatistics = ({ voice }: Adapter, device: DeviceStatistics): NamedValue[] =>
  [...voice.statistics.instance, ...voice.statistics.express].flatMap(({ name, id }) => {
    const value = device.get(id);
    return value === undefined ? [] : [{ name, value }];
  });

/** The whole of `ethtool -S`, in the version's order. */
export const listStatistics = (adapter: Adapter, device: DeviceStatistics): NamedValue[] => {
  const { voice, channels } = adapter;
  const admin = adminStatistics(adapter);
  const pairs = Array.from({ length: listedPairs(adapter) }, (_, id) => pairStatistics(adapter, id)).flat();
  const active = voice.does.listsAllQueues ? [{ name: 'num_of_active_io_queues', value: channels }] : [];
  return [
    ...adapterStatistics(adapter),
    ...deviceStatistics(adapter, device),
    ...(voice.statistics.adminFirst ? [...admin, ...active, ...pairs] : [...pairs, ...admin]),
  ];
};
