import { features } from '../../spec/features.ts';
import type { FeatureName } from '../../spec/wire/admin/features.ts';
import { wireFeatures } from '../../spec/wire/admin/features.ts';
import type { Fault, Truth } from './fault.ts';
import { always, control } from './laying.ts';
import { lateUp, row, unharmed } from './row.ts';

const notSupported = 3;
const unknownError = 6;

/** Features without which a driver does not come up, by the versions that ask for them. Without the others it does. */
const truthsOf: Partial<Record<FeatureName, readonly Truth[]>> = {
  deviceAttributes: [lateUp()],
  statelessOffload: [lateUp()],
  aenqConfig: [lateUp()],
  maxQueues: [lateUp([], { voices: { releases: '<1.6.0', kernels: '<5.10' } }), unharmed()],
  maxQueuesExtended: [unharmed([], { voices: { releases: '<1.6.0', kernels: '<5.10' } }), lateUp()],
};

const refusable = [
  'deviceAttributes',
  'maxQueues',
  'maxQueuesExtended',
  'hardwareHints',
  'llq',
  'interruptModeration',
  'fragmentBypass',
  'rssHashFunction',
  'statelessOffload',
  'rssIndirectionTable',
  'mtu',
  'rssHashInput',
  'aenqConfig',
  'linkConfig',
  'hardwareClock',
  'flowSteering',
] as const satisfies readonly FeatureName[];

const refusalOf = (name: FeatureName): Fault => {
  const { id } = wireFeatures[name];
  const { name: words, refusal } = features.find((feature) => feature.id === id)!;
  return row({
    name: `feature-refused:${words}`,
    says: `The device offers ${words} and refuses it. ${refusal}`,
    when: 'boot',
    durationMs: 20_000,
    lay: always(control, 'featureRefused', { features: [name], status: notSupported }),
    truths: truthsOf[name] ?? [unharmed()],
  });
};

/** What the device does not want to do. */
export const refusalFaults: readonly Fault[] = [
  ...refusable.map(refusalOf),
  row({
    name: 'aenq-groups-unsupported',
    says: 'The device does not have the groups of events that drivers want.',
    when: 'boot',
    durationMs: 20_000,
    lay: always(control, 'eventGroupsUnsupported', { groups: ['keepAlive'] }),
    truths: [unharmed()],
  }),
  row({
    name: 'host-attributes-refused',
    says: 'The device does not want to know its guest.',
    when: 'boot',
    durationMs: 20_000,
    lay: always(control, 'adminStatus', { status: notSupported, feature: 'hostAttributes' }),
    truths: [unharmed(['host-attributes-notice'])],
  }),
  row({
    name: 'llq-refused',
    says: 'The device offers low-latency queues and refuses the choice of one.',
    when: 'boot',
    durationMs: 20_000,
    lay: always(control, 'llqRefused', {}),
    truths: [
      unharmed([], { voices: { releases: '<2.0.2', kernels: '<5.10' }, because: 'It has no such queues.' }),
      unharmed(['llq-fallback-notice']),
    ],
  }),
  row({
    name: 'queue-creation-refused',
    says: 'The device refuses a queue, once, without saying why.',
    when: 'boot',
    durationMs: 20_000,
    parameters: { status: unknownError },
    lay: always(control, 'queueRefused', { left: 1, status: unknownError }),
    truths: [lateUp()],
  }),
];
