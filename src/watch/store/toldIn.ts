import type { Told } from '../happening.ts';
import { recordsIn } from './record.ts';

/** A happening that is longer is kept without its evidence. */
const longestTextBytes = 64 << 10;

const bulky: ReadonlySet<string> = new Set(['evidence', 'steps', 'values', 'counters', 'interfaces']);

const emptied = (key: string, value: unknown): unknown => {
  if (!bulky.has(key)) return value;
  return Array.isArray(value) ? [] : {};
};

/** A happening as a record's payload. */
export const payloadOf = (told: Told): Buffer => {
  const payload = Buffer.from(JSON.stringify(told));
  return payload.length <= longestTextBytes ? payload : Buffer.from(JSON.stringify(told, emptied));
};

/** The happening in a payload of `payloadOf`. Throws a SyntaxError for any other. */
export const toldOf = (payload: Buffer): Told => JSON.parse(payload.toString('utf8')) as Told;

/** The happenings in a segment's bytes, up to the first record that is damaged. */
export function* toldIn(bytes: Buffer): Generator<Told> {
  for (const { payload } of recordsIn(bytes)) {
    let told: Told;
    try {
      told = toldOf(payload);
    } catch {
      return;
    }
    yield told;
  }
}
