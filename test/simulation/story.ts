import type { ControlFaults } from '../../src/device/faults.ts';
import { type PresetName, presets } from '../../src/device/presets.ts';
import { voices } from '../../src/driver/voices/chosen.ts';
import type { Voice } from '../../src/driver/voices.ts';
import { type FaultName, faultRows } from './faultRows.ts';
import { slowestInterruptMs } from './guest.ts';
import { Random } from './random.ts';
import type { TaggedFrame } from './taggedFrame.ts';

/** Frames of one kind, one after the other. */
interface Burst {
  readonly count: number;
  readonly frame: Omit<TaggedFrame, 'id'>;
}

/** One thing that happens to device, guest, network or operator. */
export type Happening =
  | (Burst & { readonly what: 'send'; readonly queue: number; readonly batched: boolean })
  | (Burst & { readonly what: 'receive' })
  | { readonly what: 'fault'; readonly fault: FaultName; readonly left: number; readonly forMs: number }
  /** Faults that nobody accounts for: to see whether violations are found. */
  | { readonly what: 'lay'; readonly faults: ControlFaults }
  | { readonly what: 'stall'; readonly forMs: number }
  | { readonly what: 'starve'; readonly forMs: number }
  | { readonly what: 'delay-interrupts'; readonly delayUs: number; readonly forMs: number }
  | { readonly what: 'poll-budget'; readonly packets: number; readonly forMs: number }
  | { readonly what: 'no-pages'; readonly forMs: number }
  | { readonly what: 'no-memory'; readonly allocations: number; readonly forMs: number }
  | { readonly what: 'rings'; readonly tx: number; readonly rx: number }
  | { readonly what: 'channels'; readonly combined: number }
  | { readonly what: 'mtu'; readonly mtu: number }
  | { readonly what: 'coalesce'; readonly txUs: number; readonly rxUs: number }
  | { readonly what: 'statistics' | 'down' | 'up' | 'suspend' | 'resume' }
  | { readonly what: 'link'; readonly forMs: number }
  | { readonly what: 'limits'; readonly packetsPerSecond: number; readonly forMs: number }
  | { readonly what: 'device-asks-for-reset' | 'capabilities-change' };

export type Event = Happening & { readonly atMs: number };

/** All that a run follows from. */
export interface Story {
  readonly seed: number;
  readonly preset: PresetName;
  readonly voice: Voice;
  readonly plainReads: boolean;
  readonly cpus: number;
  readonly txDepth: number;
  readonly rxDepth: number;
  readonly mtu: number;
  readonly events: readonly Event[];
}

const { keys } = Object;
const spanMs = 20_000;
const depths = [256, 256, 256, 512];
const ofPath = (path: string) => faultRows.filter((row) => row.path === path).map(({ name }) => name);

type Make = (random: Random, story: Omit<Story, 'events'>) => Happening;

const frameOf = (random: Random, { preset, mtu }: Omit<Story, 'events'>, isSent: boolean): Burst['frame'] => {
  const kind = random.pick(['raw', 'udp', 'tcp', 'tcp'] as const);
  const version = random.pick([4, 6] as const);
  const headers = 14 + (kind === 'raw' ? 0 : version === 4 ? 20 : 40) + 20;
  const longest = mtu + 14 - headers;
  const size = random.pick([0, 1, random.between(0, 300), random.between(0, longest), longest]);
  const plain = { kind, version, payloadBytes: size, segmentBytes: 0, checksum: 'right' } as const;
  if (kind === 'raw') return plain;
  if (!isSent) return { ...plain, checksum: random.chance(0.1) ? 'wrong' : 'right' };
  if (preset === 'minimal') return plain;
  if (kind === 'udp' || random.chance(0.5)) return { ...plain, checksum: random.pick(['right', 'pseudo'] as const) };
  const segmentBytes = random.between(Math.min(400, longest), longest);
  return { ...plain, payloadBytes: random.between(segmentBytes, 60_000), segmentBytes, checksum: 'pseudo' };
};

const fault =
  (path: 'control' | 'data'): Make =>
  (random) => {
    const name = random.pick(ofPath(path));
    const { most } = faultRows.find((row) => row.name === name)!;
    return { what: 'fault', fault: name, left: random.between(1, most), forMs: random.between(100, 9000) };
  };

/** Shorter than the driver would notice, or long enough to be blamed. */
const shortMs = (random: Random): number => random.between(1, 900);
const anyMs = (random: Random): number => (random.chance(0.5) ? shortMs(random) : random.between(900, 12_000));

const makers: Readonly<Record<string, Make>> = {
  send: (random, story) => ({
    what: 'send',
    queue: random.between(0, story.cpus - 1),
    batched: random.chance(0.5),
    count: random.pick([1, random.between(1, 20), random.between(100, 400)]),
    frame: frameOf(random, story, true),
  }),
  receive: (random, story) => ({
    what: 'receive',
    count: random.pick([1, random.between(1, 40), random.between(100, 600)]),
    frame: frameOf(random, story, false),
  }),
  control: fault('control'),
  data: fault('data'),
  stall: (random) => ({ what: 'stall', forMs: shortMs(random) }),
  'long-stall': (random) => ({ what: 'stall', forMs: anyMs(random) }),
  starve: (random) => ({ what: 'starve', forMs: anyMs(random) }),
  delay: (random) => ({
    what: 'delay-interrupts',
    delayUs: random.between(1, slowestInterruptMs * 1000),
    forMs: random.between(100, 5000),
  }),
  budget: (random) => ({ what: 'poll-budget', packets: random.between(1, 64), forMs: random.between(100, 5000) }),
  pages: (random) => ({ what: 'no-pages', forMs: random.between(10, 5000) }),
  memory: (random) => ({ what: 'no-memory', allocations: random.between(1, 20), forMs: random.between(10, 3000) }),
  rings: (random) => ({ what: 'rings', tx: random.pick(depths), rx: random.pick(depths) }),
  channels: (random, { cpus }) => ({ what: 'channels', combined: random.between(1, cpus) }),
  mtu: (random) => ({ what: 'mtu', mtu: random.pick([576, 1500, 9001, random.between(128, 9216)]) }),
  coalesce: (random) => ({
    what: 'coalesce',
    txUs: random.pick([0, random.between(1, 500)]),
    rxUs: random.pick([0, random.between(1, 500)]),
  }),
  operator: (random) => ({ what: random.pick(['statistics', 'down', 'up', 'suspend', 'resume'] as const) }),
  link: (random) => ({ what: 'link', forMs: random.between(1, 4000) }),
  limits: (random) => ({
    what: 'limits',
    packetsPerSecond: random.between(50, 5000),
    forMs: random.between(100, 5000),
  }),
  requests: (random) => ({ what: random.pick(['device-asks-for-reset', 'capabilities-change'] as const) }),
};

/** Each story is of a few kinds only: what all of them together would hide shows when few meet. */
const kindsOf = (random: Random): readonly string[] => {
  const others = keys(makers).filter((kind) => kind !== 'send' && kind !== 'receive');
  const chosen = others.filter(() => random.chance(0.2));
  return ['send', 'send', 'receive', 'receive', ...chosen, ...chosen];
};

/** The story of a seed, always the same. */
export const storyOf = (seed: number): Story => {
  const random = new Random(seed);
  const preset = random.chance(0.6) ? 'nitro' : random.pick(keys(presets) as PresetName[]);
  const setting = {
    seed,
    preset,
    voice: random.pick(voices),
    plainReads: random.chance(0.2),
    cpus: random.between(1, 3),
    txDepth: random.pick(depths),
    rxDepth: random.pick(depths),
    mtu: random.pick([1500, 1500, 9001, 576]),
  };
  const kinds = kindsOf(random);
  const times = Array.from({ length: random.between(3, 40) }, () => random.between(0, spanMs)).sort((a, b) => a - b);
  const events = times.map((atMs) => ({ ...makers[random.pick(kinds)]!(random, setting), atMs }));
  return { ...setting, events };
};
