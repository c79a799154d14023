import { capabilities } from '../../spec/wire/admin/attributes.ts';
import { customerMetrics, customerMetricsBufferBytes } from '../../spec/wire/admin/statistics.ts';
import { byte, getWide } from '../../spec/wire/field.ts';
import type { Adapter } from '../adapter.ts';
import { getStatistics } from '../control/commands.ts';
import type { Steps } from '../work.ts';

/** Ids of statistics by the device's names for them. */
const allowanceIds = {
  bandwidthInExceeded: 'bw_in_allowance_exceeded',
  bandwidthOutExceeded: 'bw_out_allowance_exceeded',
  packetsPerSecondExceeded: 'pps_allowance_exceeded',
  connectionsExceeded: 'conntrack_allowance_exceeded',
  linkLocalExceeded: 'linklocal_allowance_exceeded',
  connectionsAvailable: 'conntrack_allowance_available',
} as const;

const allMetrics = 2 ** Object.keys(customerMetrics).length - 1;

const has = ({ device }: Adapter, { bit }: { readonly bit: number }): boolean =>
  ((device.capabilities >>> bit) & 1) === 1;

/** Statistics that only the device knows, by id, and those it has at all. */
export type DeviceStatistics = ReadonlyMap<string, number>;

/** Learns, within device init, which metrics there are. */
export function* probeMetrics(adapter: Adapter): Steps<void> {
  if (!adapter.voice.does.customerMetrics || !has(adapter, capabilities.customerMetrics)) return;
  const { errno, value } = yield* getStatistics(adapter, 'customer', allMetrics);
  if (value === undefined) adapter.speech.say('metricsUnknown', { result: errno });
  else adapter.device = { ...adapter.device, metrics: value.reportedMetrics & allMetrics };
}

function* askMetrics(adapter: Adapter, into: Map<string, number>): Steps<void> {
  const block = adapter.port.allocate(customerMetricsBufferBytes, 64);
  if (block === undefined) return;
  const buffer = { block, sizeBytes: customerMetricsBufferBytes };
  const { value, errno } = yield* getStatistics(adapter, 'customer', adapter.device.metrics, buffer);
  if (value === undefined) adapter.speech.say('metricsFailed', { result: errno });
  let place = 0;
  for (const [name, bit] of Object.entries(customerMetrics)) {
    if (((adapter.device.metrics >>> bit) & 1) === 0) continue;
    const reported = value !== undefined && ((value.reportedMetrics >>> bit) & 1) === 1;
    const count = reported ? getWide(block.words, block.word, byte(8 * place++).u64()) : 0;
    into.set(allowanceIds[name as keyof typeof allowanceIds], count);
  }
  block.free();
}

/** Asks for allowances and ENA Express, as far as version and device have them. */
export function* askDeviceStatistics(adapter: Adapter): Steps<DeviceStatistics> {
  const { does } = adapter.voice;
  const found = new Map<string, number>();
  if (does.customerMetrics && adapter.device.metrics !== 0) yield* askMetrics(adapter, found);
  else if (does.allowancesTried || (does.allowances && has(adapter, capabilities.allowances))) {
    const { value } = yield* getStatistics(adapter, 'allowances');
    if (value === undefined) adapter.speech.say('allowancesFailed');
    for (const [name, count] of Object.entries(value ?? {})) {
      found.set(allowanceIds[name as keyof typeof allowanceIds], count as number);
    }
  }
  if (does.express && has(adapter, capabilities.express)) {
    const { value } = yield* getStatistics(adapter, 'express');
    const mode = (value?.enabled ?? 0) | ((value?.udpEnabled ?? 0) << 1) | ((value?.udpOrderingBypass ?? 0) << 2);
    found.set('ena_srd_mode', mode);
    found.set('ena_srd_tx_pkts', value?.txPackets ?? 0);
    found.set('ena_srd_eligible_tx_pkts', value?.eligibleTxPackets ?? 0);
    found.set('ena_srd_rx_pkts', value?.rxPackets ?? 0);
    found.set('ena_srd_resource_utilization', value?.resourceUtilization ?? 0);
  }
  return found;
}
