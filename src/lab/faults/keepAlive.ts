import type { Fault } from './fault.ts';
import { always, control } from './laying.ts';

/** Faults of the keep-alives the device posts once a second. */
export const keepAliveFaults: readonly Fault[] = [
  {
    name: 'keep-alive-lost',
    says: 'The device posts no keep-alives.',
    strikes: 'device',
    when: 'running',
    durationMs: 8000,
    lay: always(control, 'keepAliveLost', {}),
    truths: [{ reasons: [1], outcome: 'recovered', problems: ['keep-alive-timeout', 'device-reset'] }],
  },
];
