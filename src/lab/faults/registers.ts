import type { Fault, Truth } from './fault.ts';
import { always, both, control } from './laying.ts';
import { lateUp, row } from './row.ts';

const silent = always(control, 'keepAliveLost', {});

/** A reset that fails leaves the adapter dead; only versions that count resets tell of it as a reset too. */
const dead = (problems: readonly string[] = []): readonly Truth[] => {
  const lost: Truth = { reasons: [1], outcome: 'lost', problems: ['keep-alive-timeout', 'reset-failed', ...problems] };
  return [
    {
      ...lost,
      voices: { releases: '>=2.10.0' },
      problems: [...lost.problems, 'device-reset'],
      because: 'Its counters tell of the reset, though it failed.',
    },
    { ...lost, because: 'Nobody tries a failed restore again, and nothing counts the reset.' },
  ];
};

/** Faults of register reads, of getting ready and of resets. */
export const registerFaults: readonly Fault[] = [
  row({
    name: 'register-read-lost-once',
    says: 'The device does not answer one register read while it is probed.',
    when: 'boot',
    durationMs: 1000,
    lay: always(control, 'registerReadLost', { left: 1 }),
    truths: [lateUp(['register-read-timeout-persistent'])],
  }),
  row({
    name: 'register-read-lost',
    says: 'The device answers no register read.',
    when: 'boot',
    durationMs: 8000,
    lay: always(control, 'registerReadLost', {}),
    truths: [lateUp(['register-read-timeout-persistent'])],
  }),
  row({
    name: 'register-read-lost-in-reset',
    says: 'The device is silent, and while it is reset it answers no register read.',
    durationMs: 9000,
    lay: both(silent, always(control, 'registerReadLostInReset', {})),
    truths: dead(['register-read-timeout-persistent']),
  }),
  row({
    name: 'register-read-stale',
    says: 'The device answers a register read under the number of the read before.',
    when: 'boot',
    durationMs: 1000,
    lay: always(control, 'registerReadStale', { left: 1 }),
    truths: [lateUp(['register-read-timeout-persistent'])],
  }),
  row({
    name: 'register-read-wrong-offset',
    says: 'The device answers a register read with the offset of another register.',
    when: 'boot',
    durationMs: 1000,
    lay: always(control, 'registerReadWrongOffset', { left: 1 }),
    truths: [lateUp()],
  }),
  row({
    name: 'device-never-ready',
    says: 'The device does not become ready.',
    when: 'boot',
    durationMs: 8000,
    lay: always(control, 'neverReady', {}),
    truths: [lateUp()],
  }),
  row({
    name: 'reset-never-starts',
    says: 'The device is silent, and does not follow an order to reset.',
    durationMs: 12_000,
    lay: both(silent, always(control, 'resetNeverStarts', {})),
    truths: dead(),
  }),
  row({
    name: 'reset-never-ends',
    says: 'The device is silent, and a reset does not end.',
    durationMs: 30_000,
    lay: both(silent, always(control, 'resetNeverEnds', {})),
    truths: dead(),
  }),
];
