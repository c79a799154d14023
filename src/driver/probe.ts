import { maxQueuePairs, msix } from '../spec/wire/pci.ts';
import type { Adapter } from './adapter.ts';
import { askModeration } from './control/attributes.ts';
import { closeControlPath, initializeDevice } from './control/deviceInit.ts';
import { Errno } from './control/errno.ts';
import { tellDebugArea } from './control/hostReport.ts';
import { disableInterrupts, enableInterrupts } from './control/interrupts.ts';
import { resetDevice } from './control/resetHandshake.ts';
import { initializeRss } from './control/rss.ts';
import { minDepth } from './queues/createPairs.ts';
import { PairCounters } from './queues/queueCounters.ts';
import { Reason } from './reset/reasons.ts';
import { driverName } from './reset/resetAdapter.ts';
import type { Steps } from './work.ts';

const powerBelow = (depth: number): number => (depth < 1 ? 0 : 2 ** Math.floor(Math.log2(depth)));

/** A MAC as people write it. */
export const macText = (mac: Uint8Array): string =>
  [...mac].map((part) => part.toString(16).padStart(2, '0')).join(':');

/** How many queue pairs and how deep, of what device, machine and operator allow. */
const planQueues = (adapter: Adapter): number => {
  const { device, options, port, speech, voice } = adapter;
  const mostTx = Math.min(device.maxTxQueues, device.llq?.maxQueues ?? device.maxTxQueues);
  const vectors = port.pci.vectors - msix.firstQueueVector;
  adapter.maxChannels = Math.min(mostTx, device.maxRxQueues, maxQueuePairs, options.cpus, Math.max(vectors, 1));
  if (adapter.maxChannels === 0) {
    speech.say('noQueues');
    return Errno.fault;
  }
  adapter.channels = adapter.maxChannels;
  const txMost = powerBelow(Math.min(device.maxTxDepth, device.llq?.maxDepth ?? device.maxTxDepth));
  const rxMost = powerBelow(device.maxRxDepth);
  if (txMost < minDepth || rxMost < minDepth) {
    if (txMost < minDepth) speech.say('txDepthTooSmall', { ringEntries: txMost, minRingEntries: minDepth });
    else speech.say('rxDepthTooSmall', { ringEntries: rxMost, minRingEntries: minDepth });
    speech.say('queueSizeInvalid');
    return Errno.invalid;
  }
  const chosen = (wanted: number, most: number) => Math.min(Math.max(powerBelow(wanted), minDepth), most);
  adapter.wantedTxDepth = chosen(options.txDepth, txMost);
  adapter.wantedRxDepth = chosen(options.rxDepth, rxMost);
  // The oldest drivers had one depth for both.
  if (!voice.does.extendedQueues) {
    adapter.wantedTxDepth = Math.min(adapter.wantedTxDepth, adapter.wantedRxDepth);
    adapter.wantedRxDepth = adapter.wantedTxDepth;
  }
  adapter.pairCounters = Array.from({ length: adapter.maxChannels }, () => new PairCounters());
  return 0;
};

/** A driver makes an address up where the device has none: local, and of nobody else. */
const settleMac = (adapter: Adapter): void => {
  const { mac } = adapter.device;
  const isUsable = (mac[0]! & 1) === 0 && mac.some((part) => part !== 0);
  if (!isUsable) mac.set(Array.from(mac, (_, i) => (adapter.options.random() * 256) & (i === 0 ? 0xfe : 0xff)));
  if (!isUsable) mac[0] = mac[0]! | 2;
};

function* setUp(adapter: Adapter): Steps<number> {
  const { speech } = adapter;
  const planned = planQueues(adapter);
  if (planned < 0) return planned;
  speech.say('queuesPlanned', { queues: adapter.channels, ringEntries: adapter.wantedTxDepth });
  const moderation = yield* askModeration(adapter);
  if (moderation < 0) {
    speech.say('moderationFailed');
    return moderation;
  }
  if (!enableInterrupts(adapter)) {
    speech.say('vectorsUnreserved');
    speech.say('interruptsFailed');
    return Errno.noSpace;
  }
  const rss = yield* initializeRss(adapter);
  if (rss === 0 && adapter.admin?.isRunning === true) return 0;
  yield* resetDevice(adapter, Reason.initError);
  return rss < 0 ? rss : Errno.time;
}

/** Gives back the memory the device was told of: it must not look there any more. */
export const freeReports = (adapter: Adapter): void => {
  adapter.hostInfo?.free();
  adapter.debugArea?.free();
  adapter.hostInfo = undefined;
  adapter.debugArea = undefined;
};

/** Finds the device and sets it up, short of traffic. 0, or an error with nothing left behind. */
export function* probeAdapter(adapter: Adapter): Steps<number> {
  const { speech, voice, options, port } = adapter;
  speech.say('banner', { version: voice.driverVersion });
  const initialized = yield* initializeDevice(adapter);
  if (initialized < 0) {
    speech.say('deviceInitFailed');
    freeReports(adapter);
    // A device that does not answer may be late: the kernel is asked to try again.
    return initialized === Errno.time ? Errno.probeDefer : initialized;
  }
  settleMac(adapter);
  adapter.mtu = Math.min(options.mtu, adapter.device.maxMtu);
  const ready = yield* setUp(adapter);
  if (ready < 0) {
    disableInterrupts(adapter);
    closeControlPath(adapter);
    freeReports(adapter);
    return ready;
  }
  if (!voice.does.registersFirst) yield* tellDebugArea(adapter);
  speech.interfaceName = options.interfaceName;
  adapter.isRegistered = true;
  if (voice.does.registersFirst) yield* tellDebugArea(adapter);
  adapter.lastKeepAliveNs = adapter.clock.nowNs();
  speech.say('found', {
    device: driverName,
    barAddress: port.pci.registersAddress,
    mac: macText(adapter.device.mac),
    queues: adapter.channels,
  });
  adapter.isRunning = true;
  return 0;
}
