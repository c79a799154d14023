import type { Message } from '../spec/message.ts';
import { messages } from '../spec/messages/index.ts';
import { keepAliveTimeoutMs, type TimerId, timers } from '../spec/timers.ts';
import { inRange, parseVersion, type Version } from '../spec/versions.ts';
import { type Behaviour, behaviours } from './voices/behaviours.ts';
import type { Line } from './voices/line.ts';
import { type LineName, lines } from './voices/lines.ts';
import { isWithin } from './voices/span.ts';
import { type StatisticOrder, statisticOrder } from './voices/statisticOrder.ts';

/** Where a line's prefix comes from. */
export interface Place {
  readonly place: 'interface' | 'device' | 'module' | 'function' | 'kernel';
  readonly ofFunction?: string;
}

/** Times and numbers a version works with, unless the device hints at others. */
export interface Limits {
  readonly keepAliveMs: number;
  readonly adminCommandMs: number;
  readonly registerReadMs: number;
  readonly missingTxMs: number;
  readonly missingTxPackets: number;
  readonly missingTxQueues: number;
  readonly stackWatchdogMs: number;
  readonly rxNoInterruptChecks: number;
  readonly serviceMs: number;
  /** Pause between two looks at the device: the first, doubled up to the longest. */
  readonly pollUs: readonly [first: number, longest: number];
  /** Longest packet that is copied so that its buffer stays with the ring. */
  readonly copybreakBytes: number;
  readonly eventDepth: number;
  /** Delays in microseconds before anybody set others. */
  readonly delaysUs: { readonly tx: number; readonly rx: number };
}

/** How one version of the Linux driver speaks and acts: all that tells it from another, as data. */
export interface Voice {
  /** What people choose it by. */
  readonly name: string;
  readonly version: Version;
  /** As `ethtool -i` and the banner print it. */
  readonly driverVersion: string;
  readonly wordings: { readonly [Name in LineName]?: Message };
  readonly does: Readonly<Record<Behaviour, boolean>>;
  readonly limits: Limits;
  readonly statistics: StatisticOrder;
  placeOf(name: LineName): Place;
}

const byId = new Map(messages.map((message) => [message.id, message]));

const speaks = (version: Version, { only }: Line, message: Message): boolean => {
  if (only !== undefined && !isWithin(version, only)) return false;
  if (message.debugOnly || (message.hidden !== undefined && inRange(version, message.hidden))) return false;
  const everSaid = message.speaker === 'kernel' || (message.releases ?? message.kernels) === undefined;
  return everSaid || isWithin(version, message);
};

const wordingsOf = (version: Version, silent: ReadonlySet<LineName>): Voice['wordings'] => {
  const entries = Object.entries(lines).flatMap(([name, line]) => {
    const candidates = line.wordings.map((id) => byId.get(id)!);
    const message = candidates.find((candidate) => speaks(version, line, candidate));
    return message === undefined || silent.has(name as LineName) ? [] : [[name, message] as const];
  });
  return Object.fromEntries(entries);
};

const limitOf = (version: Version, id: TimerId, otherwise: number): number => {
  const rows = timers.filter((timer) => timer.id === id && timer.driver === 'linux');
  const own = rows.find(({ releases }) => releases === undefined || isWithin(version, { releases }));
  // Kernels came after the first releases and carry the later limits.
  return (own ?? (version.origin === 'kernel' ? rows.at(-1) : undefined))?.value ?? otherwise;
};

const limitsOf = (version: Version): Limits => {
  const slowPolls = isWithin(version, { releases: '<1.3.0', kernels: '4.9' });
  const secondGeneration = isWithin(version, { releases: '>=2.0.2', kernels: '>=5.10' });
  return {
    keepAliveMs: keepAliveTimeoutMs(version),
    adminCommandMs: limitOf(version, 'admin-command', 3000),
    registerReadMs: limitOf(version, 'register-read', 200),
    missingTxMs: limitOf(version, 'missing-tx-completion', 5000),
    missingTxPackets: limitOf(version, 'missing-tx-threshold', 128),
    missingTxQueues: limitOf(version, 'missing-tx-queues-per-check', 4),
    stackWatchdogMs: limitOf(version, 'stack-tx-watchdog', 5000),
    rxNoInterruptChecks: limitOf(version, 'rx-no-interrupt', 3),
    serviceMs: limitOf(version, 'service-timer', 1000),
    pollUs: slowPolls ? [100_000, 100_000] : version.origin === 'kernel' ? [100, 5000] : [5000, 5000],
    copybreakBytes: secondGeneration ? 254 : 128,
    eventDepth: isWithin(version, { releases: '<1.1.2' }) ? 4 : 16,
    delaysUs: secondGeneration
      ? { tx: 64, rx: isWithin(version, { releases: '>=2.8.3', kernels: '>=6.7' }) ? 20 : 0 }
      : { tx: 196, rx: 4 },
  };
};

/** How the library's lines begin: it had no idea of devices at first, then none of interfaces. */
const libraryPlace = (version: Version, line: Line): Place => {
  if (isWithin(version, { releases: '<1.1.2' })) {
    return { place: 'function', ...(line.ofFunction === undefined ? {} : { ofFunction: line.ofFunction }) };
  }
  if (isWithin(version, { releases: '<2.2.11', kernels: '<5.11' })) return { place: 'module' };
  const knowsInterface = isWithin(version, { releases: '>=2.3.0', kernels: '>=5.11' });
  return { place: knowsInterface && line.by === 'library' ? 'interface' : 'device' };
};

/** What tells a driver nobody else has from the release it is nearest to. */
export interface Peculiarities {
  readonly name?: string;
  readonly driverVersion?: string;
  readonly lacks?: readonly Behaviour[];
  readonly silent?: readonly LineName[];
}

/** Releases carry a `g` since 1.2.0; kernels show their own number. */
const shownVersion = (version: Version): string => {
  const isPlain = version.origin === 'kernel' || inRange(version, '<1.2.0');
  return isPlain ? version.text : `${version.numbers.join('.')}g`;
};

/** The voice of an out-of-tree release (`2.12.0`) or an upstream kernel (`6.12.34`). Throws for what is no version. */
export const voiceOf = (text: string, { name, driverVersion, lacks, silent }: Peculiarities = {}): Voice => {
  const version = parseVersion(text);
  if (version === undefined) throw new RangeError(`"${text}" is no version of a driver`);
  const does = Object.entries(behaviours).map(([key, span]) => [
    key,
    isWithin(version, span) && lacks?.includes(key as Behaviour) !== true,
  ]);
  return {
    name: name ?? text,
    version,
    driverVersion: driverVersion ?? shownVersion(version),
    wordings: wordingsOf(version, new Set(silent)),
    does: Object.fromEntries(does) as Record<Behaviour, boolean>,
    limits: limitsOf(version),
    statistics: statisticOrder(version),
    placeOf: (key) => {
      const line: Line = lines[key];
      const isLibrary = line.by === 'library' || line.by === 'libraryOfDevice';
      return isLibrary ? libraryPlace(version, line) : { place: line.by as Place['place'] };
    },
  };
};
