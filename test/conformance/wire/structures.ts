import { clockReading } from '../../../src/spec/wire/admin/clockFeature.ts';
import { commands } from '../../../src/spec/wire/admin/commands.ts';
import { request, response } from '../../../src/spec/wire/admin/entries.ts';
import { type WireFeature, wireFeatures } from '../../../src/spec/wire/admin/features.ts';
import { statisticTypes } from '../../../src/spec/wire/admin/statistics.ts';
import { event, eventGroups } from '../../../src/spec/wire/aenq.ts';
import { doorbell, interruptControl, numaControl } from '../../../src/spec/wire/areas.ts';
import { debugAreaHeader, debugSectionHeader } from '../../../src/spec/wire/debugArea.ts';
import * as descriptors from '../../../src/spec/wire/descriptors.ts';
import { hints } from '../../../src/spec/wire/hints.ts';
import { hostInfo } from '../../../src/spec/wire/hostInfo.ts';
import { registerAnswer } from '../../../src/spec/wire/registerAnswer.ts';
import type { Struct } from '../../../src/spec/wire/struct.ts';

const parts = ['get', 'set', 'setResponse', 'controlBuffer'] as const;

/** Structures of the rings and of memory, by the names of the second transcription. */
export const ringStructures: Readonly<Record<string, Struct>> = {
  txDescriptor: descriptors.txDescriptor,
  txMetaDescriptor: descriptors.txMetaDescriptor,
  txCompletion: descriptors.txCompletion,
  txCompletionExtended: descriptors.txCompletionExtended,
  rxDescriptor: descriptors.rxDescriptor,
  rxCompletion: descriptors.rxCompletion,
  rxCompletionExtended: descriptors.rxCompletionExtended,
  event,
  linkChange: eventGroups.linkChange.payload,
  keepAlive: eventGroups.keepAlive.payload,
  configuration: eventGroups.configuration.payload,
  ...{ hints, registerAnswer, doorbell, interruptControl, numaControl, hostInfo, debugAreaHeader, debugSectionHeader },
};

/** Structures of the admin queue, by the names of the second transcription. */
export const adminStructures: Readonly<Record<string, Struct>> = {
  ...{ request, response, clockReading },
  ...Object.fromEntries(
    Object.entries(commands).flatMap(([name, command]): [string, Struct][] => [
      [`${name} request`, command.request],
      [`${name} response`, command.response],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(statisticTypes).map(([name, type]): [string, Struct] => [`statistics ${name}`, type.response]),
  ),
  ...Object.fromEntries(
    Object.entries(wireFeatures).flatMap(([name, feature]: [string, WireFeature]) =>
      parts.flatMap((part): [string, Struct][] => (feature[part] ? [[`${name} ${part}`, feature[part]]] : [])),
    ),
  ),
};
