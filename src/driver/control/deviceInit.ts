import { adminDepth, adminEntryBytes } from '../../spec/wire/admin/entries.ts';
import { event } from '../../spec/wire/aenq.ts';
import { put, take } from '../../spec/wire/field.ts';
import { type RegisterName, Registers, unanswered } from '../../spec/wire/registers.ts';
import type { Adapter } from '../adapter.ts';
import { probeMetrics } from '../ethtool/deviceStatistics.ts';
import type { Steps } from '../work.ts';
import { AdminQueue } from './adminQueue.ts';
import { askAttributes } from './attributes.ts';
import { Errno } from './errno.ts';
import { setEventGroups } from './eventGroups.ts';
import { EventQueue } from './eventQueue.ts';
import { tellHostInfo } from './hostReport.ts';
import { negotiateLlq } from './llq.ts';
import { resetDevice } from './resetHandshake.ts';

const version = Registers.version.fields;
const controller = Registers.controllerVersion.fields;
const dmaWidths = { least: 32, most: 48 };

/** Reads both versions and tells them. `time` where the device does not answer. */
export function* readVersions({ registers, speech, voice }: Adapter): Steps<number> {
  const device = yield* registers.read('version');
  const control = yield* registers.read('controllerVersion');
  if (device === unanswered || control === unanswered) {
    speech.say('registerUnread', {}, 'ena_com_validate_version');
    return Errno.time;
  }
  speech.say('deviceVersion', { major: take(device, version.major), minor: take(device, version.minor) });
  // The oldest drivers looked at the version before they had read the controller's.
  if (voice.does.checksDeviceVersion && take(device, version.major) === 0 && take(device, version.minor) < 10) {
    speech.say('versionTooLow');
    return Errno.invalid;
  }
  speech.say('controllerVersion', {
    major: take(control, controller.major),
    minor: take(control, controller.minor),
    subminor: take(control, controller.subminor),
    implementation: take(control, controller.implementation),
  });
  // The implementation does not count; 0.0.1 is the least.
  if ((control & 0x00ff_ffff) !== 0) return 0;
  speech.say('controllerTooLow');
  return Errno.invalid;
}

function* readDmaWidth({ registers, speech }: Adapter): Steps<number> {
  const caps = yield* registers.read('capabilities');
  if (caps === unanswered) {
    speech.say('registerUnread', {}, 'ena_com_get_dma_width');
    return Errno.time;
  }
  const width = take(caps, Registers.capabilities.fields.dmaAddressWidth);
  if (width >= dmaWidths.least && width <= dmaWidths.most) return width;
  speech.say('dmaWidthIllegal', { width });
  return Errno.invalid;
}

/** Makes the rings of the control path and shows them to the device. */
function* openControlPath(adapter: Adapter): Steps<number> {
  const { port, speech, registers, voice, limits } = adapter;
  const status = yield* registers.read('deviceStatus');
  if (status === unanswered) {
    speech.say('registerUnread', {}, 'ena_com_admin_init');
    return Errno.time;
  }
  if (take(status, Registers.deviceStatus.fields.ready) === 0) {
    speech.say('notReadyForAdmin');
    return Errno.noDevice;
  }
  adapter.admin = AdminQueue.open({
    port,
    speech,
    limits,
    pollUs: voice.limits.pollUs,
    counters: adapter.adminCounters,
  });
  adapter.events = EventQueue.open(port, voice.limits.eventDepth);
  const { admin, events } = adapter;
  if (admin === undefined || events === undefined) return Errno.noMemory;
  const write = (name: RegisterName, value: number) => port.write32(Registers[name].offset, value);
  const { depth, entryBytes } = Registers.adminQueueSize.fields;
  const adminSize = (put(depth, adminDepth) | put(entryBytes, adminEntryBytes)) >>> 0;
  const { submissions, completions } = admin.addresses;
  write('adminQueueBaseLow', submissions >>> 0);
  write('adminQueueBaseHigh', Math.floor(submissions / 2 ** 32));
  write('adminCompletionBaseLow', completions >>> 0);
  write('adminCompletionBaseHigh', Math.floor(completions / 2 ** 32));
  write('adminQueueSize', adminSize);
  write('adminCompletionSize', adminSize);
  write('eventBaseLow', events.address >>> 0);
  write('eventBaseHigh', Math.floor(events.address / 2 ** 32));
  write('eventSize', (put(depth, events.depth) | put(entryBytes, event.sizeBytes)) >>> 0);
  if (voice.does.masksWhilePolling) write('interruptMask', 1);
  speech.say('driverBuild', { revision: 'b9692e8', date: 'Wed Apr  6 09:54:21 IDT 2016' });
  return 0;
}

/** Gives the control path's memory back and stops the reading of registers. */
export const closeControlPath = (adapter: Adapter): void => {
  adapter.admin?.abort();
  adapter.admin?.free();
  adapter.events?.free();
  adapter.admin = undefined;
  adapter.events = undefined;
  adapter.registers.close();
};

function* initialize(adapter: Adapter): Steps<number> {
  const { speech, voice } = adapter;
  if (!adapter.registers.open()) {
    speech.say('mmioInitFailed');
    return Errno.noMemory;
  }
  const reset = yield* resetDevice(adapter, 0);
  if (reset < 0) {
    speech.say('cannotReset');
    return reset;
  }
  const versions = yield* readVersions(adapter);
  if (versions < 0) {
    speech.say('deviceVersionLow');
    return versions;
  }
  const dmaWidth = yield* readDmaWidth(adapter);
  if (dmaWidth < 0) {
    speech.say('dmaWidthInvalid', { dmaWidth });
    return dmaWidth;
  }
  const opened = yield* openControlPath(adapter);
  if (opened < 0) {
    speech.say('adminInitFailed');
    return opened;
  }
  if (voice.does.hostInfoFirst) yield* tellHostInfo(adapter);
  const attributes = yield* askAttributes(adapter, dmaWidth);
  if (attributes.errno < 0) {
    speech.say('attributesFailed', { result: attributes.errno });
    return attributes.errno;
  }
  yield* probeMetrics(adapter);
  const groups = yield* setEventGroups(adapter);
  if (groups < 0) {
    speech.say('eventGroupsFailed', { result: groups });
    return groups;
  }
  if (!voice.does.hostInfoFirst) yield* tellHostInfo(adapter);
  const llq = voice.does.llq ? yield* negotiateLlq(adapter, attributes.llq) : undefined;
  if (llq !== undefined) adapter.device = { ...adapter.device, llq };
  return 0;
}

/** Brings the device from anything to a working control path that is polled. Frees what it got where it fails. */
export function* initializeDevice(adapter: Adapter): Steps<number> {
  const errno = yield* initialize(adapter);
  if (errno < 0) closeControlPath(adapter);
  return errno;
}
