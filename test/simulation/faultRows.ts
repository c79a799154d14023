import type { DataPathFaults } from '../../src/device/dataPath/dataPathFaults.ts';
import type { ControlFaults } from '../../src/device/faults.ts';
import type { Behaviour } from '../../src/driver/voices/behaviours.ts';

type ControlName = keyof ControlFaults;
type DataName = {
  [Name in keyof DataPathFaults]: DataPathFaults[Name] extends () => void ? never : Name;
}[keyof DataPathFaults];
export type FaultName = ControlName | DataName;

/** A fault of the device as the simulation knows it. */
export interface FaultRow {
  readonly name: FaultName;
  readonly path: 'control' | 'data';
  /** Drivers without this behaviour do not notice; `never` is noticed by none. An operator then takes the interface down and up. */
  readonly noticedBy?: Behaviour | 'never';
  /** It can strike while the adapter is set up, and that leaves it dead: nobody tries again. */
  readonly kills?: boolean;
  /** Most strikes that are laid at once. */
  readonly most: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** How late an answer comes that comes late: within the limit of all drivers but the first. */
export const lateAnswerMs = 1500;

// biome-ignore format: a table
export const faultRows: readonly FaultRow[] = [
  { name: 'keepAliveLost', path: 'control', most: 20 },
  { name: 'keepAliveInterruptLost', path: 'control', most: 20 },
  { name: 'eventInterruptLost', path: 'control', most: 4 },
  { name: 'adminCompletionLost', path: 'control', kills: true, most: 3 },
  { name: 'adminCompletionLate', path: 'control', kills: true, most: 3, extra: { delayMs: lateAnswerMs } },
  { name: 'adminInterruptLost', path: 'control', kills: true, most: 3 },
  { name: 'adminStatus', path: 'control', kills: true, most: 3, extra: { status: 1 } },
  { name: 'registerReadLost', path: 'control', kills: true, most: 6 },
  { name: 'registerReadLostInReset', path: 'control', kills: true, most: 3 },
  { name: 'registerReadStale', path: 'control', kills: true, most: 3 },
  { name: 'registerReadWrongOffset', path: 'control', kills: true, most: 3 },
  { name: 'resetNeverStarts', path: 'control', kills: true, most: 2 },
  { name: 'resetNeverEnds', path: 'control', kills: true, most: 1 },
  { name: 'neverReady', path: 'control', kills: true, most: 1 },
  { name: 'llqRefused', path: 'control', kills: true, most: 2 },
  { name: 'queueRefused', path: 'control', kills: true, most: 3 },
  { name: 'featureRefused', path: 'control', kills: true, most: 3, extra: { features: ['aenqConfig', 'llq', 'mtu', 'rssHashFunction'], status: 3 } },
  { name: 'eventGroupsUnsupported', path: 'control', kills: true, most: 2, extra: { groups: ['keepAlive', 'warning'] } },
  { name: 'txCompletionLost', path: 'data', noticedBy: 'never', most: 300 },
  { name: 'txCompletionLate', path: 'data', most: 300, extra: { delayMs: 3000 } },
  { name: 'txBadRequestId', path: 'data', most: 2 },
  { name: 'txMalformed', path: 'data', most: 2 },
  { name: 'rxBadRequestId', path: 'data', noticedBy: 'checksRxRequestId', most: 2 },
  { name: 'rxFirstInMiddle', path: 'data', most: 2 },
  { name: 'rxMalformed', path: 'data', most: 2 },
  { name: 'rxTooManyDescriptors', path: 'data', most: 2 },
  { name: 'interruptLost', path: 'data', noticedBy: 'never', most: 3 },
  { name: 'firstInterruptLost', path: 'data', noticedBy: 'never', most: 2 },
  { name: 'interruptWithheld', path: 'data', noticedBy: 'never', most: 5 },
  { name: 'txDoorbellIgnored', path: 'data', noticedBy: 'never', most: 3 },
  { name: 'rxDoorbellIgnored', path: 'data', noticedBy: 'never', most: 3 },
];

const byName = new Map(faultRows.map((row) => [row.name, row]));

export const faultRow = (name: FaultName): FaultRow => byName.get(name)!;
