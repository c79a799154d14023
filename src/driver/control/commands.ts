import type { DmaBlock } from '../../bus/port.ts';
import { commands, setPayloadWord } from '../../spec/wire/admin/commands.ts';
import { request, responsePayloadWord } from '../../spec/wire/admin/entries.ts';
import {
  type FeatureName,
  type GettableFeature,
  type SettableFeature,
  wireFeatures,
} from '../../spec/wire/admin/features.ts';
import { type StatisticTypeName, statisticTypes } from '../../spec/wire/admin/statistics.ts';
import { type Decoded, decode, type Encodable, encode } from '../../spec/wire/decode.ts';
import { set, setWide } from '../../spec/wire/field.ts';
import type { Adapter } from '../adapter.ts';
import type { Steps } from '../work.ts';
import type { AdminAnswer, FillCommand } from './adminQueue.ts';
import { Errno } from './errno.ts';

type GetLayout<N extends GettableFeature> = (typeof wireFeatures)[N]['get']['fields'];
type SetLayout<N extends SettableFeature> = (typeof wireFeatures)[N]['set']['fields'];

/** An answer that was read, or the error instead of it. */
export type Got<T> = { readonly errno: 0; readonly value: T } | { readonly errno: number; readonly value?: undefined };

/** A buffer that goes with a command. */
export interface CommandBuffer {
  readonly block: DmaBlock;
  readonly sizeBytes: number;
}

/** Whether the device offered a feature. */
export const offers = ({ device }: Adapter, name: FeatureName): boolean =>
  ((device.supportedFeatures >>> wireFeatures[name].id) & 1) === 1;

/** Says, in the oldest voices, that a feature is not offered, and returns the error for it. */
export const refuse = (adapter: Adapter, name: FeatureName, from?: string): number => {
  adapter.speech.say('featureUnsupported', { feature: wireFeatures[name].id }, from);
  return adapter.voice.does.permissionError ? Errno.permission : Errno.notSupported;
};

/** Gives a command. Without an admin queue there is no device. */
export function* execute(adapter: Adapter, fill: FillCommand): Steps<AdminAnswer> {
  if (adapter.admin === undefined) return { errno: Errno.noDevice, words: new Uint32Array(16) };
  const answer = yield* adapter.admin.execute(fill);
  const translated = adapter.voice.does.permissionError && answer.errno === Errno.notSupported;
  return translated ? { ...answer, errno: Errno.permission } : answer;
}

/** Whether an error means that the device does not support what it was asked, by this version's own error for it. */
export const isUnsupported = ({ voice }: Adapter, errno: number): boolean =>
  errno === (voice.does.permissionError ? Errno.permission : Errno.notSupported);

/** Names the buffer in a command's entry, as every driver does. */
export const nameBuffer = (words: Uint32Array, at: number, { block, sizeBytes }: CommandBuffer): void => {
  set(words, at, request.fields.controlDataIndirect, 1);
  set(words, at, request.fields.controlLength, sizeBytes);
  setWide(words, at, request.fields.controlAddress, block.address);
};

/** Asks for a feature. An error of the device is told in the log. */
export function* getFeature<N extends GettableFeature>(
  adapter: Adapter,
  name: N,
  buffer?: CommandBuffer,
  version = 0,
): Steps<Got<Decoded<GetLayout<N>>>> {
  // Attributes are asked for before it is known what the device offers.
  if (name !== 'deviceAttributes' && !offers(adapter, name)) return { errno: refuse(adapter, name) };
  const { id, get: layout } = wireFeatures[name];
  const { opcode, request: form } = commands.getFeature;
  const { errno, words } = yield* execute(adapter, (entry, at) => {
    set(entry, at, request.fields.opcode, opcode);
    encode(form.fields, entry, at, { featureId: id, featureVersion: version });
    if (buffer !== undefined) nameBuffer(entry, at, buffer);
  });
  if (errno === 0)
    return { errno: 0, value: decode(layout.fields, words, responsePayloadWord) as Decoded<GetLayout<N>> };
  adapter.speech.say('featureQueryFailed', { feature: id, result: errno });
  return { errno };
}

/** Sets a feature; whether it is offered is the caller's question. 0, or an error. */
export function* setFeature<N extends SettableFeature>(
  adapter: Adapter,
  name: N,
  values: Encodable<SetLayout<N>>,
  buffer?: CommandBuffer,
): Steps<number> {
  const { id, set: layout } = wireFeatures[name];
  const { opcode, request: form } = commands.setFeature;
  const { errno } = yield* execute(adapter, (entry, at) => {
    set(entry, at, request.fields.opcode, opcode);
    encode(form.fields, entry, at, { featureId: id });
    encode(layout.fields, entry, at + setPayloadWord, values as never);
    if (buffer !== undefined) nameBuffer(entry, at, buffer);
  });
  return errno;
}

/** Asks for statistics. An error is told in the log. */
export function* getStatistics<T extends StatisticTypeName>(
  adapter: Adapter,
  type: T,
  metrics = 0,
  buffer?: CommandBuffer,
): Steps<Got<Decoded<(typeof statisticTypes)[T]['response']['fields']>>> {
  const row = statisticTypes[type];
  const { opcode, request: form } = commands.getStats;
  const { errno, words } = yield* execute(adapter, (entry, at) => {
    set(entry, at, request.fields.opcode, opcode);
    encode(form.fields, entry, at, { type: row.type, requestedMetrics: metrics });
    if (buffer === undefined) return;
    // Metrics are the one command that names a buffer and sets neither of its bits.
    set(entry, at, request.fields.controlLength, buffer.sizeBytes);
    setWide(entry, at, request.fields.controlAddress, buffer.block.address);
  });
  if (errno !== 0) {
    adapter.speech.say('statisticsFailed', { result: errno });
    return { errno };
  }
  return { errno: 0, value: decode(row.response.fields, words, responsePayloadWord) as never };
}
