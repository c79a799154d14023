import type { EventId } from '../../../src/spec/events/index.ts';
import { render } from '../../../src/spec/format.ts';
import type { Message, Speaker } from '../../../src/spec/message.ts';
import { messages } from '../../../src/spec/messages/index.ts';
import { inRange } from '../../../src/spec/versions.ts';

/** A driver of one version: what it prints, and how it signs it. */
export interface Voice {
  readonly name: string;
  readonly of: 'release' | 'kernel' | 'dpdk' | 'freebsd';
  /** Of the release or of the kernel. */
  readonly version: string;
}

const releases = [
  ['1.0.0', '1.1.3', '1.5.3', '2.0.2', '2.2.10', '2.2.11', '2.5.0', '2.6.1', '2.7.2', '2.8.3'],
  ['2.10.0', '2.12.0', '2.13.1', '2.14.1', '2.16.0', '2.17.0'],
].flat();
const kernels = ['4.9', '4.19', '5.10', '5.17', '6.1', '6.12'];

export const linuxVoices: readonly Voice[] = [
  ...releases.map((version) => ({ name: version, of: 'release' as const, version })),
  ...kernels.map((version) => ({ name: `kernel ${version}`, of: 'kernel' as const, version })),
];
export const dpdk: Voice = { name: 'DPDK', of: 'dpdk', version: '2.14.0' };
export const freebsd: Voice = { name: 'FreeBSD', of: 'freebsd', version: '2.8.3' };
export const voices: readonly Voice[] = [...linuxVoices, dpdk, freebsd];

/** Whether the voice is a release in the range; a kernel is in none. */
export const isRelease = (voice: Voice, range: string): boolean =>
  voice.of === 'release' && inRange(voice.version, range);
export const isKernel = (voice: Voice, range: string): boolean =>
  voice.of === 'kernel' && inRange(voice.version, range);

const speakers: Readonly<Record<Voice['of'], readonly Speaker[]>> = {
  release: ['linux'],
  kernel: ['linux'],
  dpdk: ['dpdk', 'linux'],
  freebsd: ['freebsd', 'linux'],
};

const prints = ({ of, version }: Voice, { releases: range, kernels: sampled, hidden, debugOnly }: Message): boolean => {
  if (debugOnly) return false;
  if (of === 'dpdk' || of === 'freebsd') return true;
  if (hidden !== undefined && inRange(version, hidden)) return false;
  const known = of === 'release' ? range : sampled;
  return known !== undefined && inRange(version, known);
};

/** The wordings of an event that the voice prints by default; of several those that hold `like`. */
export const wordings = (voice: Voice, event: EventId, like = ''): readonly Message[] =>
  speakers[voice.of].flatMap((speaker) =>
    messages.filter(
      (row) => row.event === event && row.speaker === speaker && row.text.includes(like) && prints(voice, row),
    ),
  );

type Part = 'netdev' | 'device' | 'com';

/** The shared code signs otherwise than the driver around it; some lines are signed by the device alone. */
const partOf = (event: EventId): Part => {
  if (event === 'admin-queue-stopped') return 'netdev';
  if (/^(admin|register)-|^device-(version|not-ready)|^controller-|^reset-indication|^rx-too-many/.test(event))
    return 'com';
  if (/^(reset-completed|reset-failed|reset-step-failed|probe-|driver-banner|adapter-found)/.test(event))
    return 'device';
  return 'netdev';
};

export interface Adapter {
  readonly pci: string;
  readonly itf: string;
}
export const eth0: Adapter = { pci: '0000:00:05.0', itf: 'eth0' };
export const eth1: Adapter = { pci: '0000:00:06.0', itf: 'eth1' };

const sign = (voice: Voice, part: Part, { pci, itf }: Adapter): string => {
  if (voice.of === 'dpdk') return part === 'com' ? 'ENA_COM: ' : 'ENA_DRIVER: ena_timer_wd_callback(): ';
  if (voice.of === 'freebsd') return `ena${itf.replace(/\D/g, '')}: `;
  if (part === 'com') {
    if (isRelease(voice, '1.0.0')) return 'ena: [ENA_COM: ena_com_admin] ';
    if (isRelease(voice, '<2.2.11') || isKernel(voice, '<5.14')) return 'ena: ';
    if (isRelease(voice, '2.2.11')) return `ena ${pci}: `;
  }
  return part === 'device' ? `ena ${pci}: ` : `ena ${pci} ${itf}: `;
};

export type Values = Readonly<Record<string, number | string>>;

/** A line of the driver, signed and without a stamp; undefined where this version has or shows none. */
export const say = (
  voice: Voice,
  event: EventId,
  { values = {}, like = '', adapter = eth0 }: { values?: Values; like?: string; adapter?: Adapter } = {},
): string | undefined => {
  const row = wordings(voice, event, like)[0];
  if (row === undefined) return undefined;
  return `${sign(voice, partOf(event), adapter)}${render(
    row.text,
    row.names.map((name) => values[name] ?? 1),
  )}`;
};

/** Lines of a statistics dump. */
export const sayStatistic = (voice: Voice, name: string, value: number, adapter: Adapter): string =>
  `${sign(voice, 'netdev', adapter)}${name}: ${value}`;
