import type { Fault } from './fault.ts';
import { always, control } from './laying.ts';
import { resetFor, row } from './row.ts';

/** Faults of the keep-alives the device posts once a second. */
export const keepAliveFaults: readonly Fault[] = [
  row({
    name: 'keep-alive-lost',
    says: 'The device posts no keep-alives.',
    durationMs: 8000,
    lay: always(control, 'keepAliveLost', {}),
    truths: [resetFor(1, ['keep-alive-timeout'])],
  }),
  row({
    name: 'keep-alive-without-interrupt',
    says: 'The device posts keep-alives, and no interrupt tells of them.',
    strikes: 'interrupt path',
    durationMs: 8000,
    lay: always(control, 'keepAliveInterruptLost', {}),
    truths: [
      resetFor(18, ['keep-alive-timeout', 'missed-admin-interrupt'], {
        voices: { releases: '>=2.12.0' },
        because: 'It looks for a keep-alive that lies unread.',
      }),
      resetFor(1, ['keep-alive-timeout']),
    ],
  }),
];
