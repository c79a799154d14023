import { ownMemory } from '../../bus/memory.ts';
import { commands } from '../../spec/wire/admin/commands.ts';
import { responsePayloadWord } from '../../spec/wire/admin/entries.ts';
import { customerMetrics, type StatisticTypeName, statisticTypes } from '../../spec/wire/admin/statistics.ts';
import { encode } from '../../spec/wire/decode.ts';
import type { Adapter } from '../adapter.ts';
import type { MetricName } from '../options.ts';
import type { TrafficStatistics } from '../seam.ts';
import type { Call } from './call.ts';
import { status } from './status.ts';
import { statisticIn } from './subject.ts';

const Request = commands.getStats.request.fields;
const metricNames = Object.keys(customerMetrics) as MetricName[];
const metricBytes = 8;

/** Longest text of extended statistics, with the NUL that ends it. */
const maxTextBytes = 4096;

const two32 = 2 ** 32;

const answer =
  <Name extends 'basic' | 'allowances'>(name: Name) =>
  (counters: TrafficStatistics, { response }: Call): number => {
    const { fields } = statisticTypes[name].response;
    const values = Object.fromEntries(
      Object.keys(fields).map((key) => [key, counters[key as keyof TrafficStatistics]]),
    );
    encode(fields, response, responsePayloadWord, values);
    return status.success;
  };

/** Customer metrics go to the buffer; without one, only what there is is told. */
const customer = (counters: TrafficStatistics, call: Call, { options }: Adapter): number => {
  // Only low bits mean anything, and they stand in the first of the two words.
  const requested = call.request[Request.requestedMetrics.word]!;
  const reported = metricNames.filter(
    (name) => options.metrics.includes(name) && (requested >>> customerMetrics[name]) & 1,
  );
  const reportedMetrics = reported.reduce((bits, name) => bits | (1 << customerMetrics[name]), 0);
  encode(statisticTypes.customer.response.fields, call.response, responsePayloadWord, { reportedMetrics });
  if (call.bufferBytes === 0) return status.success;
  const values = ownMemory(metricNames.length * metricBytes);
  for (const [index, name] of reported.entries()) {
    values.words[index * 2] = counters[name];
    values.words[index * 2 + 1] = counters[name] / two32;
  }
  if (call.bufferBytes < reported.length * metricBytes) return status.malformed;
  return call.writeBuffer(values, reported.length * metricBytes) ? status.success : status.illegal;
};

/** One line a counter, as the driver of 2016 passes it on to people. */
const extended = (counters: TrafficStatistics, call: Call): number => {
  if (call.bufferBytes === 0) return status.malformed;
  const lines = Object.entries(counters).map(([name, value]) => `${name}: ${value}\n`);
  const size = Math.min(call.bufferBytes, maxTextBytes);
  const text = ownMemory(size);
  text.bytes.set(new TextEncoder().encode(lines.join('')).subarray(0, size - 1));
  return call.writeBuffer(text, size) ? status.success : status.illegal;
};

const express = (counters: TrafficStatistics, { response }: Call, { options }: Adapter): number => {
  encode(statisticTypes.express.response.fields, response, responsePayloadWord, {
    enabled: Number(options.express.enabled),
    udpEnabled: Number(options.express.udp),
    udpOrderingBypass: Number(options.express.udpOrderingBypass),
    txPackets: counters.expressTxPackets,
    eligibleTxPackets: counters.expressEligibleTxPackets,
    rxPackets: counters.expressRxPackets,
    resourceUtilization: counters.expressUtilization,
  });
  return status.success;
};

type Tell = (counters: TrafficStatistics, call: Call, adapter: Adapter) => number;

const table: Readonly<Record<StatisticTypeName, Tell>> = {
  basic: answer('basic'),
  extended,
  allowances: answer('allowances'),
  express,
  customer,
};

/** The command that asks for counters. */
export const getStatistics = (adapter: Adapter, call: Call): number => {
  const name = statisticIn('getStats', call.request);
  if (name === undefined || !adapter.options.statistics.includes(name)) return status.unsupported;
  return table[name](adapter.traffic.statistics(), call, adapter);
};
