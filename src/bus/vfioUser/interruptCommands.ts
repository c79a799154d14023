import { constants } from 'node:os';
import type { Ends } from './ends.ts';
import type { Message } from './message.ts';
import {
  commands,
  interruptActions,
  interruptData,
  interruptFlags,
  interruptInfo,
  interrupts,
  setInterrupts,
} from './protocol.ts';
import type { Reply } from './reply.ts';

const { EINVAL } = constants.errno;

const allData = interruptData.none | interruptData.bool | interruptData.event;
const allActions = interruptActions.mask | interruptActions.unmask | interruptActions.trigger;

/** An adapter has MSI-X and nothing else. Vectors may be enabled one by one, so no `noResize`. */
export const tellInterrupts = ({ signals }: Ends, message: Message, reply: Reply): number => {
  const index = message.get(interruptInfo.index);
  if (index >= interrupts.count) return EINVAL;
  reply.open(16);
  reply.put(interruptInfo.argumentBytes, 16);
  reply.put(interruptInfo.index, index);
  if (index === interrupts.msix) {
    reply.put(interruptInfo.flags, interruptFlags.event | interruptFlags.maskable);
    reply.put(interruptInfo.count, signals.count);
  }
  return 0;
};

/** Who is told of vectors, and whether. A message is carried out whole or not at all. */
export const changeInterrupts = (ends: Ends, message: Message): number => {
  const flags = message.get(setInterrupts.flags);
  const index = message.get(setInterrupts.index);
  const start = message.get(setInterrupts.start);
  const count = message.get(setInterrupts.count);
  const data = flags & allData;
  const action = flags & allActions;
  if ((flags & ~(allData | allActions)) !== 0) return EINVAL;
  const { signals } = ends;
  if (count === 0 && index < interrupts.count) {
    if (data !== interruptData.none || action !== interruptActions.trigger) return EINVAL;
    if (index === interrupts.msix) signals.disconnect();
    return 0;
  }
  if (index !== interrupts.msix || start + count > signals.count) return EINVAL;
  if (data === interruptData.event) {
    return action === interruptActions.trigger ? connectVectors(ends, message, start, count) : EINVAL;
  }
  if (data === interruptData.bool) {
    if (count > message.lengthBytes - commands.setInterrupts.fixedBytes) return EINVAL;
  } else if (data !== interruptData.none) return EINVAL;
  const change = changes.get(action);
  if (change === undefined) return EINVAL;
  for (let i = 0; i < count; i++) {
    const isMeant =
      data === interruptData.none || message.bytes[message.at + commands.setInterrupts.fixedBytes + i] !== 0;
    if (isMeant) change(signals, start + i);
  }
  return 0;
};

const changes = new Map<number, (signals: Ends['signals'], vector: number) => void>([
  [interruptActions.mask, (signals, vector) => signals.mask(vector, true)],
  [interruptActions.unmask, (signals, vector) => signals.mask(vector, false)],
  [interruptActions.trigger, (signals, vector) => signals.interrupt(vector)],
]);

/** Either each vector gets a descriptor, or none comes and each loses its own. */
const connectVectors = ({ signals }: Ends, message: Message, start: number, count: number): number => {
  const { descriptors } = message;
  if (descriptors.length !== count && descriptors.length !== 0) return EINVAL;
  if (!descriptors.every((descriptor) => signals.adopts(descriptor))) return EINVAL;
  const taken = message.takeDescriptors();
  for (let i = 0; i < count; i++) signals.connect(start + i, taken[i]);
  return 0;
};
