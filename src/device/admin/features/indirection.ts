import { ownMemory } from '../../../bus/memory.ts';
import { indirection, indirectionEntry, wholeTable } from '../../../spec/wire/admin/rss.ts';
import { areas } from '../../../spec/wire/areas.ts';
import { encode } from '../../../spec/wire/decode.ts';
import { get, set } from '../../../spec/wire/field.ts';
import type { Adapter } from '../../adapter.ts';
import { status } from '../status.ts';
import { type GetFeature, type SetFeature, wished } from './feature.ts';

/** Tells the data path how packets are spread, after every change. */
export const applyRss = ({ settings: { hash, inputs, table }, traffic }: Adapter): number => {
  traffic.setRss({
    hashFunction: hash.function,
    initialValue: hash.initialValue,
    key: hash.key,
    inputs: inputs.fields,
    sortL3: inputs.sortL3,
    sortL4: inputs.sortL4,
    table,
  });
  return status.success;
};

const tableBytes = (entries: number): number => entries * indirectionEntry.sizeBytes;

/** Feature 12; the table goes to the buffer, if a driver set one and there is a buffer. */
export const getTable: GetFeature = ({ options: { rss } }, call, { table }, at) => {
  encode(indirection.fields, call.response, at, {
    minSizeLog2: rss.minTableLog2,
    maxSizeLog2: rss.maxTableLog2,
    sizeLog2: table.length === 0 ? rss.maxTableLog2 : Math.log2(table.length),
    inlineIndex: wholeTable,
  });
  if (call.bufferBytes === 0 || table.length === 0) return status.success;
  if (call.bufferBytes < tableBytes(table.length)) return status.malformed;
  const buffer = ownMemory(tableBytes(table.length));
  for (const [index, queue] of table.entries()) set(buffer.words, index, indirectionEntry.fields.queue, queue);
  return call.writeBuffer(buffer, tableBytes(table.length)) ? status.success : status.illegal;
};

export const setTable: SetFeature = (adapter, call) => {
  const { settings, options } = adapter;
  const { sizeLog2, inlineIndex, inlineQueue } = wished(call, indirection);
  if (inlineIndex !== wholeTable) {
    if (inlineIndex >= settings.table.length || inlineQueue >= areas.rxDoorbell.count) return status.illegal;
    settings.table[inlineIndex] = inlineQueue;
    return applyRss(adapter);
  }
  if (sizeLog2 < options.rss.minTableLog2 || sizeLog2 > options.rss.maxTableLog2) return status.illegal;
  const entries = 2 ** sizeLog2;
  if (call.bufferBytes < tableBytes(entries)) return status.malformed;
  const buffer = ownMemory(tableBytes(entries));
  if (!call.readBuffer(buffer, tableBytes(entries))) return status.illegal;
  const table = Uint16Array.from({ length: entries }, (_, index) =>
    get(buffer.words, index, indirectionEntry.fields.queue),
  );
  if (table.some((queue) => queue >= areas.rxDoorbell.count)) return status.illegal;
  settings.table = table;
  return applyRss(adapter);
};
