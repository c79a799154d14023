import { encode } from '../../spec/wire/decode.ts';
import { driverFeatures, hostInfo, hostInfoPageBytes, osTypes } from '../../spec/wire/hostInfo.ts';
import type { Adapter } from '../adapter.ts';
import { isWithin } from '../voices/span.ts';
import type { Steps } from '../work.ts';
import { offers, setFeature } from './commands.ts';
import { Errno } from './errno.ts';

/** Room for a text of all counters: 32 bytes a name and 8 a value. */
const debugAreaBytes = 16_384;

const driverFeatureBits = ({ voice }: Adapter): number => {
  // Kernels of today carry the driver of 2.1.0 with later changes; their features are those of 2.7.0.
  const releaseOf = (since: string) => ({ releases: `>=${since}`, kernels: since < '2.8' ? '>=5.10' : '>=7.0' });
  return Object.values(driverFeatures)
    .filter(({ since, bit }) => bit !== 0 && isWithin(voice.version, releaseOf(since)))
    .reduce((bits, { bit }) => bits | (1 << bit), 0);
};

/** Writes the page that tells of the guest. False without memory. */
export const writeHostInfo = (adapter: Adapter): boolean => {
  const { port, options, voice } = adapter;
  adapter.hostInfo ??= port.allocate(hostInfoPageBytes);
  if (adapter.hostInfo === undefined) {
    adapter.speech.say('hostInfoUnavailable');
    return false;
  }
  const isKernel = voice.version.origin === 'kernel';
  const [major, minor, patch] = isKernel ? [2, 1, 0] : voice.version.numbers;
  const [bus = 0, device = 0, pciFunction = 0] = (port.pci.slot.match(/[0-9a-f]+/g) ?? [])
    .slice(1)
    .map((part) => Number.parseInt(part, 16));
  const [kernelMajor = 0, kernelMinor = 0, kernelPatch = 0] = options.kernelRelease.split(/[.-]/).map(Number);
  encode(hostInfo.fields, adapter.hostInfo.words, adapter.hostInfo.word, {
    osType: osTypes.linux,
    distribution: options.kernelRelease,
    kernelVersion: options.kernelBuild,
    kernelNumber: (kernelMajor << 16) | (kernelMinor << 8) | Math.min(kernelPatch, 255),
    driverMajor: major,
    driverMinor: minor,
    driverSubminor: patch,
    moduleType: (isKernel ? 'K' : 'g').charCodeAt(0),
    specMajor: voice.does.checksDeviceVersion ? 0 : 2,
    specMinor: voice.does.checksDeviceVersion ? 10 : 0,
    pciFunction,
    pciDevice: device,
    pciBus: bus,
    cpus: options.cpus,
    driverFeatures: driverFeatureBits(adapter),
  });
  return true;
};

function* sendHostAttributes(adapter: Adapter): Steps<number> {
  const { speech, voice, hostInfo: page, debugArea } = adapter;
  // The first drivers looked whether it is offered; later ones simply send it.
  if (voice.wordings.hostAttributesUnsupported !== undefined && !offers(adapter, 'hostAttributes')) {
    speech.say('hostAttributesUnsupported');
    return Errno.permission;
  }
  const errno = yield* setFeature(adapter, 'hostAttributes', {
    hostInfoAddress: page?.address ?? 0,
    debugAddress: debugArea?.address ?? 0,
    debugSizeBytes: debugArea?.sizeBytes ?? 0,
  });
  if (errno !== 0) speech.say('hostAttributesFailed', { result: errno });
  return errno;
}

/** Tells the device where the page about the guest is. Nothing depends on it. */
export function* tellHostInfo(adapter: Adapter): Steps<void> {
  if (!adapter.voice.does.hostInfo || !writeHostInfo(adapter)) return;
  const errno = yield* sendHostAttributes(adapter);
  if (errno !== 0) adapter.speech.say('hostInfoRefused');
}

/** Tells it where the driver leaves its counters for it. */
export function* tellDebugArea(adapter: Adapter): Steps<void> {
  adapter.debugArea ??= adapter.port.allocate(debugAreaBytes);
  if (adapter.debugArea === undefined) {
    adapter.speech.say('debugAreaUnavailable');
    return;
  }
  const errno = yield* sendHostAttributes(adapter);
  if (errno !== 0) adapter.speech.say('debugAreaRefused');
}
