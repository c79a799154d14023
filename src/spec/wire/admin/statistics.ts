import { byte, type Layout } from '../field.ts';
import { nothing, type Struct, struct } from '../struct.ts';

// GET_STATS: one command, five answers. Answers count from `responsePayloadWord`.

export const getStatsRequest = struct('ena_admin_aq_get_stats_cmd', 32, {
  type: byte(16).u8('A row of `statisticTypes`'),
  scope: byte(17).u8('One of `statisticScopes`; Linux leaves it 0'),
  queueIndex: byte(20).u16('Linux leaves it 0'),
  deviceId: byte(22).u16('0xffff: this one; Linux leaves it 0'),
  requestedMetrics: byte(24).u64('Customer metrics: bit n asks for metric n; the command had 24 bytes before 2.8.1'),
});

/** What a number is about. */
export const statisticScopes = { queue: 0, ethernet: 1 } as const;

/** A kind of statistics. */
export interface StatisticType<L extends Layout = Layout> {
  readonly type: number;
  readonly driverName: string;
  readonly since: string;
  readonly response: Struct<L>;
  readonly doc: string;
}

const type = <const L extends Layout>(
  number: number,
  name: string,
  since: string,
  doc: string,
  response: Struct<L>,
): StatisticType<L> =>
  Object.freeze({ type: number, driverName: `ENA_ADMIN_GET_STATS_TYPE_${name}`, since, response, doc });

const basic = struct('ena_admin_basic_stats', 56, {
  txBytes: byte(0).u64(),
  txPackets: byte(8).u64(),
  rxBytes: byte(16).u64(),
  rxPackets: byte(24).u64(),
  rxDrops: byte(32).u64(),
  txDrops: byte(40).u64('2.2.0'),
  rxOverruns: byte(48).u64('2.8.8'),
});

const allowances = struct('ena_admin_eni_stats', 40, {
  bandwidthInExceeded: byte(0).u64(),
  bandwidthOutExceeded: byte(8).u64(),
  packetsPerSecondExceeded: byte(16).u64(),
  connectionsExceeded: byte(24).u64(),
  linkLocalExceeded: byte(32).u64(),
});

const express = struct('ena_admin_ena_srd_info', 40, {
  enabled: byte(0).bit(0),
  udpEnabled: byte(0).bit(1),
  udpOrderingBypass: byte(0).bit(2),
  txPackets: byte(8).u64(),
  eligibleTxPackets: byte(16).u64(),
  rxPackets: byte(24).u64(),
  resourceUtilization: byte(32).u64('Percent'),
});

const customer = struct('ena_admin_customer_metrics', 8, {
  reportedMetrics: byte(0).u64('Bit n: metric n is in the buffer, as a word of 64 bits, in ascending order'),
});

/** All kinds. */
// biome-ignore format: a table
export const statisticTypes = {
  basic: type(0, 'BASIC', '1.0.0', 'Traffic. FreeBSD asks; Linux takes drops from keep-alives instead.', basic),
  extended: type(1, 'EXTENDED', '1.0.0', 'Text in the control buffer; not asked for by Linux since 1.x.', nothing),
  allowances: type(2, 'ENI', '2.2.10', 'Packets queued or dropped since an allowance of the instance was exceeded.', allowances),
  express: type(3, 'ENA_SRD', '2.8.0', 'ENA Express.', express),
  customer: type(4, 'CUSTOMER_METRICS', '2.8.1', 'Chosen metrics, in the control buffer. Probing asks with mask 0x3f and without a buffer, to learn what there is.', customer),
} as const satisfies Record<string, StatisticType>;

export type StatisticTypeName = keyof typeof statisticTypes;

/** Metrics by bit: those of `allowances` first. */
export const customerMetrics = {
  bandwidthInExceeded: 0,
  bandwidthOutExceeded: 1,
  packetsPerSecondExceeded: 2,
  connectionsExceeded: 3,
  linkLocalExceeded: 4,
  connectionsAvailable: 5,
} as const;

/** The buffer Linux offers for them. */
export const customerMetricsBufferBytes = 512;
