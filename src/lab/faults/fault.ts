import type { DeviceOptions } from '../../device/options.ts';
import type { Span } from '../../driver/voices/span.ts';
import type { Machine } from '../machine.ts';
import type { Site } from './site.ts';

/** Where a fault strikes. */
export type Place = 'device' | 'interrupt path' | 'guest' | 'instance limit';

/**
 * What becomes of the adapter: it went on without a reset; it was reset, or brought up anew, and works again; it does not
 * work, though the fault is over.
 */
export type Outcome = 'unharmed' | 'recovered' | 'lost';

/** What a fault must lead to. */
export interface Truth {
  /** Versions it holds for; absent: all that no row before speaks of. */
  readonly voices?: Span;
  /** Reasons of the resets that reach the device, but for orderly ones, without repetitions in a row. */
  readonly reasons: readonly number[];
  readonly outcome: Outcome;
  /** All findings of the doctor above a notice. */
  readonly problems: readonly string[];
  /** Notices that must be among its notices. */
  readonly notices?: readonly string[];
  /** What else it may come to on a real driver, where traffic or chance decides what strikes first. */
  readonly or?: readonly Partial<Pick<Truth, 'reasons' | 'outcome' | 'problems' | 'notices'>>[];
  /** Why it is so, where the driver's version shapes it. */
  readonly because?: string;
}

/** One row of the catalogue. */
export interface Fault {
  readonly name: string;
  /** What goes wrong, in one sentence. */
  readonly says: string;
  readonly strikes: Place;
  /** Laid before the driver is loaded, or ten seconds after. */
  readonly when: 'boot' | 'running';
  /** After this it is over. */
  readonly durationMs: number;
  /**
   * In real time this is enough, once a monitoring agent has asked; all of `durationMs` where absent. What takes no time but
   * that until somebody asks is not waited for where a second takes a second.
   */
  readonly enoughMs?: number;
  /** Numbers and names it is laid with. */
  readonly parameters?: Readonly<Record<string, number | string>>;
  /** The adapter, where it is not that of a current instance. */
  readonly device?: Partial<DeviceOptions>;
  /** What goes wrong at the adapter; absent where the guest alone is struck. What it returns ends it. */
  readonly lay?: (site: Site) => () => void;
  /** What the guest suffers or does meanwhile, where that matters. What it returns ends it. */
  readonly guest?: (machine: Machine) => () => void;
  /** Lines that a real driver says or not as chance has it, as `normalLine` has them; and why. */
  readonly byChance?: { readonly lines: RegExp; readonly because: string };
  /** The first that fits the version holds. */
  readonly truths: readonly Truth[];
}
