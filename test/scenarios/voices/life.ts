import { type Stamped, Transcript } from './reset.ts';
import { eth0, isKernel, isRelease, type Voice } from './voice.ts';

const kernel = (seconds: number, text: string): Stamped => ({ seconds, text });

/** Loading the driver and finding the adapter. */
export const probe = (voice: Voice, at: number): readonly Stamped[] =>
  new Transcript(voice)
    .say(at, 'driver-banner', { version: `${voice.version}g` })
    .versions(at + 0.1)
    .say(at + 0.2, 'llq-large-header-state', { state: 'disabled' }, 'ENA Large LLQ')
    .say(at + 0.3, 'adapter-found', {
      device: 'Elastic Network Adapter (ENA)',
      barAddress: 0xfebf8000,
      mac: '02:11:22:33:44:55',
    }).lines;

/** What the drivers print on healthy adapters that lack this or that. */
export const ignorable = (voice: Voice, at: number): readonly Stamped[] =>
  new Transcript(voice)
    .say(at, 'host-attributes-refused', {}, 'Cannot set')
    .say(at, 'feature-unsupported', { feature: 10 })
    .say(at, 'aenq-config-refused', { supported: 30, asked: 62 }, 'Trying')
    .say(at, 'llq-fallback', {}, 'LLQ is not supported')
    .say(at, 'interrupt-cpu-map-missing')
    .say(at, 'rx-buffer-allocation-failed', { queue: 1 }).lines;

/** A probe whose first command gets no answer; what comes after a while is up to the kernel. */
export const failedProbe = (voice: Voice, at: number): readonly Stamped[] =>
  new Transcript(voice)
    .say(at, 'driver-banner', { version: `${voice.version}g` })
    .versions(at + 0.1)
    .say(at + 3, 'admin-polling-timeout')
    .say(at + 3.01, 'probe-step-failed', { result: -62 }, 'Cannot get attribute')
    .say(at + 3.02, 'probe-failed').lines;

/** Whether restoring the adapter ends with the banner of a reset, whatever it was restored from. */
const greetsOnWaking = (voice: Voice) => isRelease(voice, '1.3.0-2.5.0') || isKernel(voice, '4.19-5.16');

/** Sleep and waking, with the banner of those drivers that print it then. */
export const sleep = (voice: Voice, at: number): readonly Stamped[] => {
  const log = new Transcript(voice).versions(at + 5);
  if (greetsOnWaking(voice)) log.say(at + 5.3, 'reset-completed', { driverInfo: `${voice.version}g` });
  return [kernel(at, 'PM: suspend entry (deep)'), ...log.lines, kernel(at + 6, 'PM: suspend exit')];
};

/** Waking to a device that does not come back. */
export const failedWaking = (voice: Voice, at: number): readonly Stamped[] => [
  kernel(at, 'PM: hibernation: hibernation entry'),
  ...new Transcript(voice)
    .say(at + 5, 'probe-step-failed', {}, 'Can not reset device')
    .say(at + 5, 'reset-step-failed', {}, 'initialize device')
    .say(at + 5.1, 'reset-failed', {}, isRelease(voice, '2.17.0') ? 'Restore' : '').lines,
  kernel(at + 6, 'PM: hibernation: hibernation exit'),
];

/** Taking the interface down, bringing it up, another number of channels: what of it shows by default. */
export const reconfigured = (voice: Voice, at: number): readonly Stamped[] => [
  kernel(at, `IPv6: ADDRCONF(NETDEV_UP): ${eth0.itf}: link is not ready`),
  ...new Transcript(voice)
    .say(at + 0.1, 'function-trace', {}, 'ena_down')
    .say(at + 0.1, 'tx-uncompleted-freed', { queue: 0, index: 3, pendingMs: 2, freed: 1 })
    .versions(at + 0.2)
    .say(at + 0.3, 'llq-large-header-state', { state: 'enabled' }, 'ENA Large LLQ').lines,
  kernel(at + 0.4, `IPv6: ADDRCONF(NETDEV_CHANGE): ${eth0.itf}: link becomes ready`),
];
