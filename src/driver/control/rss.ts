import type { DmaBlock } from '../../bus/port.ts';
import {
  hashedProtocols,
  hashFunctions,
  hashInputBuffer,
  hashKey,
  indirectionEntry,
  wholeTable,
} from '../../spec/wire/admin/rss.ts';
import { encode } from '../../spec/wire/decode.ts';
import { entryWord } from '../../spec/wire/struct.ts';
import type { Adapter } from '../adapter.ts';
import type { Steps } from '../work.ts';
import { getFeature, offers, refuse, setFeature } from './commands.ts';
import { Errno } from './errno.ts';

/** What drivers before 2.13.2 and kernels use, whatever the device could. */
const usualTableLog2 = 7;

function* withBuffer<T>(
  adapter: Adapter,
  sizeBytes: number,
  steps: (buffer: { block: DmaBlock; sizeBytes: number }) => Steps<T>,
): Steps<T | number> {
  const block = adapter.port.allocate(sizeBytes);
  if (block === undefined) return Errno.noMemory;
  const result = yield* steps({ block, sizeBytes });
  block.free();
  return result;
}

/** The table that gives each queue pair its share. */
export const evenTable = (sizeLog2: number, channels: number): Uint16Array =>
  Uint16Array.from({ length: 2 ** sizeLog2 }, (_, entry) => entry % Math.max(1, channels));

function* learnTable(adapter: Adapter): Steps<number> {
  const { errno, value } = yield* getFeature(adapter, 'rssIndirectionTable', undefined, 1);
  if (value === undefined) return errno;
  const size = adapter.voice.does.mutableTable ? Math.min(value.maxSizeLog2, 16) : usualTableLog2;
  if (size < value.minSizeLog2 || size > value.maxSizeLog2) {
    adapter.speech.say('rssTableSize', { logSize: size, minimum: value.minSizeLog2, maximum: value.maxSizeLog2 });
    return Errno.invalid;
  }
  adapter.rss = { ...adapter.rss, tableLog2: size, table: evenTable(size, adapter.channels) };
  return 0;
}

function* learnHash(adapter: Adapter): Steps<number> {
  const { errno, value } = yield* getFeature(adapter, 'rssHashFunction');
  if (value === undefined) return errno;
  if ((value.supported & hashFunctions.toeplitz) === 0) {
    adapter.speech.say('rssFunctionUnknown', { hashFunction: 1 });
    return Errno.notSupported;
  }
  const key = Uint8Array.from({ length: 40 }, () => Math.floor(adapter.options.random() * 256));
  adapter.rss = { ...adapter.rss, hashFunction: hashFunctions.toeplitz, key };
  return yield* setHash(adapter);
}

/** Tells the device function and key. */
export function* setHash(adapter: Adapter): Steps<number> {
  if (!offers(adapter, 'rssHashFunction')) return refuse(adapter, 'rssHashFunction', 'ena_com_set_hash_function');
  const { hashFunction, key, initialValue } = adapter.rss;
  const known = yield* getFeature(adapter, 'rssHashFunction');
  if (known.value === undefined) return known.errno;
  if ((known.value.supported & hashFunction) === 0) {
    adapter.speech.say('rssFunctionRefused', { hashFunction });
    return Errno.notSupported;
  }
  const errno = yield* withBuffer(adapter, hashKey.sizeBytes, function* (buffer) {
    encode(hashKey.fields, buffer.block.words, buffer.block.word, { parts: 10, key });
    return yield* setFeature(adapter, 'rssHashFunction', { selected: hashFunction, initialValue }, buffer);
  });
  if (errno !== 0) adapter.speech.say('rssFunctionFailed', { hashFunction, result: errno });
  return errno;
}

/** Tells the device which fields of a packet to hash: the driver's choice, always. */
export function* setHashInput(adapter: Adapter): Steps<number> {
  if (!offers(adapter, 'rssHashInput')) return refuse(adapter, 'rssHashInput', 'ena_com_set_hash_ctrl');
  const { selected, sizeBytes } = hashInputBuffer;
  const errno = yield* withBuffer(adapter, sizeBytes, function* (buffer) {
    const { words, word } = buffer.block;
    for (const { index, linuxFields } of Object.values(hashedProtocols)) {
      words[word + entryWord(selected, index)] = linuxFields;
    }
    return yield* setFeature(adapter, 'rssHashInput', { sortL3: 1, sortL4: 1 }, buffer);
  });
  if (errno !== 0) adapter.speech.say('rssInputFailed', { result: errno });
  return errno;
}

/** Tells the device the table; queues must exist, since the device knows them by its own numbers. */
export function* setTable(adapter: Adapter): Steps<number> {
  if (!offers(adapter, 'rssIndirectionTable')) {
    return refuse(adapter, 'rssIndirectionTable', 'ena_com_indirect_table_set');
  }
  const { tableLog2, table } = adapter.rss;
  if (tableLog2 === undefined) return Errno.invalid;
  const errno = yield* withBuffer(adapter, table.length * indirectionEntry.sizeBytes, function* (buffer) {
    const { words, word } = buffer.block;
    table.forEach((queue, entry) => {
      const pair = adapter.queues[queue % Math.max(1, adapter.queues.length)];
      encode(indirectionEntry.fields, words, word + entry, { queue: pair?.rx.submission.index ?? 0 });
    });
    const values = { sizeLog2: tableLog2, inlineIndex: wholeTable };
    return yield* setFeature(adapter, 'rssIndirectionTable', values, buffer);
  });
  if (errno !== 0) adapter.speech.say('rssTableFailed', { result: errno });
  return errno;
}

const isRefusal = (errno: number): boolean => errno === Errno.notSupported || errno === Errno.permission;

/** At probe: learns what there is and chooses. 0 where that is not supported too; other errors, which are told, end the probe. */
export function* initializeRss(adapter: Adapter): Steps<number> {
  const { speech } = adapter;
  const errno = yield* chooseRss(adapter);
  if (errno === 0 || isRefusal(errno)) return 0;
  speech.say('rssFailed', { result: errno });
  return errno;
}

function* chooseRss(adapter: Adapter): Steps<number> {
  const { speech } = adapter;
  const table = yield* learnTable(adapter);
  if (table < 0) {
    speech.say('rssTableMissing');
    return table;
  }
  const hash = yield* learnHash(adapter);
  if (hash < 0 && !isRefusal(hash)) {
    speech.say('rssFunctionUnfilled');
    return hash;
  }
  const query = yield* getFeature(adapter, 'rssHashInput');
  const input = query.errno < 0 ? query.errno : yield* setHashInput(adapter);
  if (input < 0 && !isRefusal(input)) speech.say('rssInputUnfilled');
  return input;
}

/** At each bring-up. What the device does not support is left as it is; other errors end the bring-up. */
export function* configureRss(adapter: Adapter): Steps<number> {
  // Drivers make the table anew at each bring-up where the device has none, and say so each time.
  if (adapter.rss.tableLog2 === undefined) adapter.speech.say('rssTableMissing');
  for (const step of [setTable, setHash, setHashInput]) {
    const errno = yield* step(adapter);
    if (errno < 0 && !isRefusal(errno) && adapter.rss.tableLog2 !== undefined) return errno;
  }
  return 0;
}
