import { put, take } from '../spec/wire/field.ts';
import { type ReadableRegister, Registers, type WritableRegister } from '../spec/wire/registers.ts';
import { readHardwareClock } from './hardwareClock.ts';
import type { DeviceOptions } from './options.ts';
import type { Parts } from './parts.ts';

const hundredsOf = (ms: number): number => Math.round(ms / 100);

const versionOf = ({ version: { major, minor } }: DeviceOptions): number => {
  const { fields } = Registers.version;
  return put(fields.major, major) | put(fields.minor, minor);
};

const controllerVersionOf = ({ controllerVersion: version }: DeviceOptions): number => {
  const { fields } = Registers.controllerVersion;
  return (
    put(fields.implementation, version.implementation) |
    put(fields.major, version.major) |
    put(fields.minor, version.minor) |
    put(fields.subminor, version.subminor)
  );
};

const capabilitiesOf = (options: DeviceOptions): number => {
  const { fields } = Registers.capabilities;
  return (
    put(fields.contiguousQueueRequired, Number(options.contiguousQueueRequired)) |
    put(fields.resetTimeout, hundredsOf(options.resetTimeoutMs)) |
    put(fields.dmaAddressWidth, options.dmaAddressWidth) |
    put(fields.adminCommandTimeout, hundredsOf(options.adminTimeoutMs))
  );
};

/** What each register says when it is read. */
export const readersOf = ({ adapter, control }: Parts): Readonly<Record<ReadableRegister, () => number>> => {
  const { options, interrupt } = adapter;
  return {
    version: () => versionOf(options),
    controllerVersion: () => controllerVersionOf(options),
    capabilities: () => capabilitiesOf(options),
    interruptMask: () => put(Registers.interruptMask.fields.masked, Number(interrupt.masked)),
    deviceStatus: () => control.status,
  };
};

/** What each register does when it is written. */
export const writersOf = (
  { adapter, control, admin, events, reads }: Parts,
  read: (offset: number) => number | undefined,
): Readonly<Record<WritableRegister, (value: number) => void>> => {
  const { registerRead, interruptMask, clockDoorbell, eventHeadDoorbell } = Registers;
  return {
    adminQueueBaseLow: (value) => admin.commands.place('low', value),
    adminQueueBaseHigh: (value) => admin.commands.place('high', value),
    adminQueueSize: (value) => admin.commands.place('size', value),
    adminCompletionBaseLow: (value) => admin.answers.place('low', value),
    adminCompletionBaseHigh: (value) => admin.answers.place('high', value),
    adminCompletionSize: (value) => admin.answers.place('size', value),
    adminDoorbell: (value) => admin.doorbell(value),
    eventSize: (value) => events.place('size', value),
    eventBaseLow: (value) => events.place('low', value),
    eventBaseHigh: (value) => events.place('high', value),
    eventHeadDoorbell: (value) => events.doorbell(take(value, eventHeadDoorbell.fields.head)),
    interruptMask: (value) => adapter.interrupt.mask(take(value, interruptMask.fields.masked) === 1),
    deviceControl: (value) => control.write(value),
    registerRead: (value) => {
      if (adapter.options.registerReads === 'plain') return;
      const offset = take(value, registerRead.fields.offset);
      const found = read(offset);
      if (found !== undefined) reads.answer(take(value, registerRead.fields.requestId), offset, found);
    },
    registerAnswerLow: (value) => reads.place('low', value),
    registerAnswerHigh: (value) => reads.place('high', value),
    clockDoorbell: (value) => readHardwareClock(adapter, take(value, clockDoorbell.fields.requestId)),
  };
};

/** Registers that are heard while a reset is under way; what others say is forgotten by it. */
export const heardInReset: ReadonlySet<WritableRegister> = new Set([
  'deviceControl',
  'registerRead',
  'registerAnswerLow',
  'registerAnswerHigh',
  'interruptMask',
]);
