import type { Fault, Truth } from './fault.ts';

/** A row whose place, moment and truths are usual, given what is particular. */
export const row = (fault: Pick<Fault, 'name' | 'says' | 'durationMs' | 'truths'> & Partial<Fault>): Fault => ({
  strikes: 'device',
  when: 'running',
  ...fault,
});

/** Nothing is to be seen of it above a notice. */
export const unharmed = (notices: readonly string[] = [], more: Partial<Truth> = {}): Truth => ({
  reasons: [],
  outcome: 'unharmed',
  problems: [],
  notices,
  ...more,
});

/** It came up in the end, after attempts that failed. */
export const lateUp = (problems: readonly string[] = [], more: Partial<Truth> = {}): Truth => ({
  reasons: [],
  outcome: 'recovered',
  problems: ['device-init-failed', ...problems],
  ...more,
});

/** One reset of this reason, after which all is well. */
export const resetFor = (reason: number, problems: readonly string[], more: Partial<Truth> = {}): Truth => ({
  reasons: [reason],
  outcome: 'recovered',
  problems: [...problems, 'device-reset'],
  ...more,
});

/** The device had no room for a queue, and the driver took smaller rings. */
export const smallerRings: Truth = {
  voices: { releases: '>=2.1.0', kernels: '>=5.10' },
  reasons: [],
  outcome: 'unharmed',
  problems: ['device-init-failed', 'rx-memory-pressure'],
  because: 'It tries again with rings of half the depth. Its lines do not tell want of room from want of memory.',
};

/**
 * What overdue packets may come to on a real driver: a queue stops when too many bytes are under way (BQL), often long before
 * the driver misses enough packets, and then the stack's watchdog bites first.
 */
export const stackFirst: NonNullable<Truth['or']> = [
  { reasons: [10], problems: ['tx-timeout-netdev-watchdog', 'tx-completion-missing', 'device-reset'] },
  { reasons: [10], problems: ['tx-timeout-netdev-watchdog', 'device-reset'] },
];
