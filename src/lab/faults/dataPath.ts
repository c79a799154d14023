import type { Span } from '../../driver/voices/span.ts';
import type { Fault, Truth } from './fault.ts';
import { always, traffic } from './laying.ts';
import { resetFor, row, stackFirst, unharmed } from './row.ts';

const unchecked = (voices: Span): Truth => unharmed([], { voices, because: 'It does not look.' });

/** Faults of descriptors and completions. */
export const dataPathFaults: readonly Fault[] = [
  row({
    name: 'tx-completion-lost',
    says: 'The device sends packets and never completes them.',
    durationMs: 8000,
    lay: always(traffic, 'txCompletionLost', {}),
    truths: [
      unharmed([], {
        voices: { releases: '2.8.3-2.10.0' },
        problems: ['tx-completion-missing'],
        because: 'It holds only packets found overdue since its last check against the threshold.',
      }),
      resetFor(3, ['tx-completion-missing'], { or: stackFirst }),
    ],
  }),
  row({
    name: 'tx-completion-late',
    says: 'The device completes packets late.',
    durationMs: 10_000,
    parameters: { delayMs: 800 },
    lay: always(traffic, 'txCompletionLate', { delayMs: 800 }),
    truths: [unharmed()],
  }),
  row({
    name: 'tx-bad-req-id',
    says: 'A Tx completion names a packet that the ring does not have.',
    durationMs: 1000,
    lay: always(traffic, 'txBadRequestId', { left: 1 }),
    truths: [resetFor(5, ['bad-tx-req-id'])],
  }),
  row({
    name: 'tx-descriptor-malformed',
    says: 'A Tx completion has bits set that must be 0.',
    durationMs: 1000,
    lay: always(traffic, 'txMalformed', { left: 1 }),
    truths: [unchecked({ releases: '<2.10.0', kernels: '>=4.9' }), resetFor(17, ['tx-descriptor-malformed'])],
  }),
  row({
    name: 'rx-bad-req-id',
    says: 'An Rx completion names a buffer that the ring does not have.',
    durationMs: 1000,
    lay: always(traffic, 'rxBadRequestId', { left: 1 }),
    truths: [unchecked({ releases: '<1.2.0', kernels: '4.9' }), resetFor(4, ['bad-rx-req-id'])],
  }),
  row({
    name: 'rx-descriptor-malformed',
    says: 'An Rx completion has bits set that must be 0.',
    durationMs: 1000,
    lay: always(traffic, 'rxMalformed', { left: 1 }),
    truths: [unchecked({ releases: '<2.10.0', kernels: '>=4.9' }), resetFor(16, ['rx-descriptor-malformed'])],
  }),
  row({
    name: 'rx-first-in-middle',
    says: 'Two pieces of one packet both claim to be its first.',
    durationMs: 1000,
    lay: always(traffic, 'rxFirstInMiddle', { left: 1 }),
    truths: [
      unchecked({ releases: '<2.8.3', kernels: '<6.12' }),
      resetFor(16, ['rx-descriptor-malformed'], {
        voices: { releases: '<2.9.0', kernels: '>=6.12' },
        reasons: [],
        because: 'It cuts the reason off to four bits, and of 16 the device is told 0.',
      }),
      resetFor(16, ['rx-descriptor-malformed']),
    ],
  }),
  row({
    name: 'rx-too-many-descriptors',
    says: 'A packet comes in more pieces than a packet may have.',
    durationMs: 1000,
    lay: always(traffic, 'rxTooManyDescriptors', { left: 1 }),
    truths: [resetFor(6, ['rx-too-many-descriptors'])],
  }),
];
