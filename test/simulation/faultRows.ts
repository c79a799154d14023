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
  /** Names of reset reasons that it explains, besides those of the whole path. */
  readonly reasons: readonly string[];
  /** Drivers without this behaviour do not notice; `never` is noticed by none. An operator then takes the interface down and up. */
  readonly noticedBy?: Behaviour | 'never';
  /** It can strike while the adapter is set up, and that leaves it dead: nobody tries again. */
  readonly kills?: boolean;
  /** Most strikes that are laid at once. */
  readonly most: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

const setup = ['init-error', 'driver-invalid-state'];
const admin = ['admin-timeout', 'missing-admin-interrupt', ...setup];
const keepAlive = ['keep-alive-timeout', 'missing-admin-interrupt'];
const lateTx = ['missing-tx-completions', 'os-netdev-watchdog', 'missing-interrupt', 'missing-first-interrupt'];

// biome-ignore format: a table
export const faultRows: readonly FaultRow[] = [
  { name: 'keepAliveLost', path: 'control', reasons: keepAlive, most: 20 },
  { name: 'keepAliveInterruptLost', path: 'control', reasons: keepAlive, most: 20 },
  { name: 'eventInterruptLost', path: 'control', reasons: keepAlive, most: 4 },
  { name: 'adminCompletionLost', path: 'control', reasons: admin, kills: true, most: 3 },
  { name: 'adminCompletionLate', path: 'control', reasons: admin, kills: true, most: 3, extra: { delayMs: 1500 } },
  { name: 'adminInterruptLost', path: 'control', reasons: admin, kills: true, most: 3 },
  { name: 'adminStatus', path: 'control', reasons: admin, kills: true, most: 3, extra: { status: 1 } },
  { name: 'registerReadLost', path: 'control', reasons: [...admin, ...keepAlive], kills: true, most: 6 },
  { name: 'registerReadLostInReset', path: 'control', reasons: setup, kills: true, most: 3 },
  { name: 'registerReadStale', path: 'control', reasons: [...admin, ...keepAlive], kills: true, most: 3 },
  { name: 'registerReadWrongOffset', path: 'control', reasons: [...admin, ...keepAlive], kills: true, most: 3 },
  { name: 'resetNeverStarts', path: 'control', reasons: setup, kills: true, most: 2 },
  { name: 'resetNeverEnds', path: 'control', reasons: setup, kills: true, most: 1 },
  { name: 'neverReady', path: 'control', reasons: setup, kills: true, most: 1 },
  { name: 'llqRefused', path: 'control', reasons: setup, kills: true, most: 2 },
  { name: 'queueRefused', path: 'control', reasons: setup, kills: true, most: 3 },
  { name: 'txCompletionLost', path: 'data', reasons: lateTx, noticedBy: 'never', most: 300 },
  { name: 'txCompletionLate', path: 'data', reasons: lateTx, most: 300, extra: { delayMs: 3000 } },
  { name: 'txBadRequestId', path: 'data', reasons: ['invalid-tx-request-id'], most: 2 },
  { name: 'txMalformed', path: 'data', reasons: ['tx-descriptor-malformed'], most: 2 },
  { name: 'rxBadRequestId', path: 'data', reasons: ['invalid-rx-request-id'], noticedBy: 'checksRxRequestId', most: 2 },
  { name: 'rxFirstInMiddle', path: 'data', reasons: ['rx-descriptor-malformed'], most: 2 },
  { name: 'rxMalformed', path: 'data', reasons: ['rx-descriptor-malformed'], most: 2 },
  { name: 'rxTooManyDescriptors', path: 'data', reasons: ['too-many-rx-descriptors'], most: 2 },
  { name: 'interruptLost', path: 'data', reasons: [...lateTx, 'suspected-poll-starvation'], noticedBy: 'never', most: 3 },
  { name: 'firstInterruptLost', path: 'data', reasons: [...lateTx], noticedBy: 'never', most: 2 },
  { name: 'interruptWithheld', path: 'data', reasons: lateTx, noticedBy: 'never', most: 5 },
  { name: 'txDoorbellIgnored', path: 'data', reasons: lateTx, noticedBy: 'never', most: 3 },
  { name: 'rxDoorbellIgnored', path: 'data', reasons: [], noticedBy: 'never', most: 3 },
];

const byName = new Map(faultRows.map((row) => [row.name, row]));

export const faultRow = (name: FaultName): FaultRow => byName.get(name)!;
