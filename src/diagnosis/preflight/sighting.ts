import type { Place } from '../../evidence/observation.ts';
import type { Kernel } from '../../evidence/root/kernel.ts';
import type { Machine } from '../../evidence/root/machine.ts';
import type { Values } from '../findings/finding.ts';
import type { Confidence, Severity } from '../report.ts';
import type { Repair } from './repairs.ts';

/** A rule's answer; what is absent is taken from the finding's row. */
export interface Sighting {
  readonly id: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly values?: Values;
  readonly places: readonly Place[];
  readonly repairs: readonly Repair[];
}

/** What a rule may ask besides the machine. */
export interface Asked {
  /** The volume, or an image of it, is to boot on another instance: with another MAC address. */
  readonly elsewhere: boolean;
}

/** One question to a machine. */
export interface Rule {
  /** Every finding it may lead to, for the tests to hold examples against. */
  readonly finds: readonly string[];
  judge(machine: Machine, asked: Asked): Promise<readonly Sighting[]> | readonly Sighting[];
}

/** Kernels that can be booted at all. */
export const bootable = ({ kernels }: Machine): readonly Kernel[] => kernels.filter((kernel) => kernel.bootable);

/** A fault of a kernel that boots only when somebody picks it waits; of the one that boots next it does not. */
export const weightOf = ({ next }: Machine, { release }: Kernel): { severity?: Severity } =>
  next === undefined || next === release ? {} : { severity: 'warning' };

/** Command lines that count: the next boot's; where it is not known, each there is. */
export const nextEntries = ({ boot }: Machine) => (boot.next === undefined ? boot.entries : [boot.next]);
