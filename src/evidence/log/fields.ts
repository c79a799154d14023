import type { Clock } from './clock.ts';
import type { Draft } from './draft.ts';
import { epochMs, readIso } from './stamp.ts';

/** A record as named fields: a JSON object, or the collected lines of `journalctl -o export`. */
export type Fields = Readonly<Record<string, unknown>>;

/** Names under which loggers put the message, the likelier first. */
const messageNames = ['MESSAGE', 'message', '@message', 'msg', 'log', 'text', 'line', 'body'] as const;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const utf8 = new TextDecoder();

/** journald writes a message that is no valid UTF-8 as an array of byte values. */
const readMessage = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value) || !value.every((byte) => typeof byte === 'number')) return undefined;
  return utf8.decode(Uint8Array.from(value));
};

const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,20}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 255) : undefined;

const wallOf = (fields: Fields): number | undefined => {
  for (const name of [
    '_SOURCE_REALTIME_TIMESTAMP',
    '__REALTIME_TIMESTAMP',
    '@timestamp',
    'timestamp',
    'time',
    'date',
    'ts',
  ]) {
    const value = fields[name];
    const number = numberOf(value);
    const ms = number === undefined ? typeof value === 'string' && readIso(value) : epochMs(number);
    if (typeof ms === 'number') return ms;
  }
  return undefined;
};

const uptimeOf = (fields: Fields): number | undefined => {
  // journald's own clock runs a little behind that of the kernel, which stamped the message.
  const us =
    numberOf(fields._SOURCE_BOOTTIME_TIMESTAMP) ??
    numberOf(fields._SOURCE_MONOTONIC_TIMESTAMP) ??
    numberOf(fields.__MONOTONIC_TIMESTAMP);
  if (us !== undefined) return us;
  const seconds = numberOf(fields.time);
  return seconds !== undefined && epochMs(seconds) === undefined ? Math.round(seconds * 1e6) : undefined;
};

const fill = (fields: Fields, draft: Draft, clock: Clock): void => {
  const wallMs = wallOf(fields);
  if (wallMs !== undefined) draft.wallMs = clock.at(wallMs);
  draft.uptimeUs = uptimeOf(fields) ?? draft.uptimeUs;
  const priority = numberOf(fields.PRIORITY ?? fields.pri);
  if (priority !== undefined) draft.level = priority & 7;
  draft.host = textOf(fields._HOSTNAME ?? fields.hostname ?? fields.host) ?? draft.host;
  draft.bootId = textOf(fields._BOOT_ID) ?? draft.bootId;
  const device = textOf(fields._KERNEL_DEVICE);
  if (device?.startsWith('+pci:')) draft.pci = device.slice(5);
  const tag =
    fields._TRANSPORT === 'kernel' ? 'kernel' : textOf(fields.SYSLOG_IDENTIFIER ?? fields._COMM ?? fields.ident);
  if (tag !== undefined) draft.tag ??= tag;
  // The object's clock does not stand before the text: a host may follow only another clock.
  draft.clock = undefined;
};

/**
 * Reads the record's message, and fills the draft with the rest. An object without a message of its own is searched
 * for one that has (`{"log": {"message": …}}`, `{"events": [{…}]}`); `undefined` if there is none.
 */
export const readFields = (record: unknown, draft: Draft, clock: Clock, depth = 0): string | undefined => {
  if (!isFields(record)) return undefined;
  for (const name of messageNames) {
    const message = readMessage(record[name]);
    if (message === undefined) continue;
    fill(record, draft, clock);
    return message;
  }
  if (depth > 3) return undefined;
  for (const value of Object.values(record)) {
    const inside = isFields(value) ? readFields(value, draft, clock, depth + 1) : undefined;
    if (inside === undefined) continue;
    fill(record, draft, clock);
    return inside;
  }
  return undefined;
};

/** All records of a JSON value, however many an array or an envelope holds; bounded. */
const recordsIn = (value: unknown): readonly Fields[] => {
  const found: Fields[] = [];
  const queue: unknown[] = [value];
  for (let i = 0; i < queue.length && i < 100_000; i++) {
    const next = queue[i];
    if (Array.isArray(next)) {
      for (const item of next) queue.push(item);
    } else if (isFields(next)) {
      if (messageNames.some((name) => readMessage(next[name]) !== undefined)) found.push(next);
      else for (const item of Object.values(next)) queue.push(item);
    }
  }
  return found;
};

/** The records of a line that is a whole JSON document of many (`dmesg --json`, `filter-log-events`), not of one. */
export const recordsInLine = (text: string): readonly Fields[] | undefined => {
  if (!/^\s{0,8}(?:\{ ?"(?:events|dmesg)" ?: ?)?\[ ?\{/.test(text)) return undefined;
  try {
    const records = recordsIn(JSON.parse(text));
    return records.length > 0 ? records : undefined;
  } catch {
    return undefined;
  }
};
