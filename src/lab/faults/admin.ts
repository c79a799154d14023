import type { Fault } from './fault.ts';
import { always, control } from './laying.ts';
import { resetFor, row, unharmed } from './row.ts';

const askedOnceMore: NonNullable<Fault['byChance']> = {
  lines: /^ena SLOT ethN: Failed to (?:get|submit)/,
  because:
    'Whether an agent asks once more between the end of the queue and the reset depends on when the driver looks.',
};

/** Faults of the admin queue. A monitoring agent asks the driver every ten seconds, and the driver the device. */
export const adminFaults: readonly Fault[] = [
  row({
    name: 'admin-completion-lost',
    says: 'The device carries an admin command out and never answers it.',
    durationMs: 12_000,
    enoughMs: 5000,
    lay: always(control, 'adminCompletionLost', { left: 1 }),
    byChance: askedOnceMore,
    truths: [resetFor(2, ['admin-queue-timeout', 'admin-queue-not-running'])],
  }),
  row({
    name: 'admin-completion-late',
    says: 'The device answers admin commands late, but in time.',
    durationMs: 15_000,
    enoughMs: 6000,
    parameters: { delayMs: 500 },
    lay: always(control, 'adminCompletionLate', { delayMs: 500 }),
    truths: [unharmed()],
  }),
  row({
    name: 'admin-completion-too-late',
    says: 'The device answers an admin command when its driver has given it up.',
    durationMs: 12_000,
    enoughMs: 5000,
    parameters: { delayMs: 3500 },
    lay: always(control, 'adminCompletionLate', { left: 1, delayMs: 3500 }),
    byChance: askedOnceMore,
    truths: [
      resetFor(2, ['admin-queue-timeout', 'admin-queue-not-running'], {
        because:
          'Upstream kernels copy the late answer to where the asking program’s stack was; now and then one crashes.',
      }),
    ],
  }),
  row({
    name: 'admin-interrupt-lost',
    says: 'The device answers an admin command, and no interrupt tells of it.',
    strikes: 'interrupt path',
    durationMs: 12_000,
    enoughMs: 5000,
    lay: always(control, 'adminInterruptLost', { left: 1 }),
    truths: [unharmed([], { because: 'The interrupt of the next keep-alive tells of it in time.' })],
  }),
];
