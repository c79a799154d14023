import { presets } from '../../device/presets.ts';
import { features } from '../../spec/features.ts';
import type { FeatureName } from '../../spec/wire/admin/features.ts';
import { wireFeatures } from '../../spec/wire/admin/features.ts';
import { type EventGroupName, eventGroups } from '../../spec/wire/aenq.ts';
import type { Fault, Truth } from './fault.ts';
import { always, control } from './laying.ts';
import { lateUp, row, smallerRings, unharmed } from './row.ts';

const noRoom = 1;
const notSupported = 3;
const unknownError = 6;

/** Features without which a driver does not come up, by the versions that ask for them. Without the others it does. */
const truthsOf: Partial<Record<FeatureName, readonly Truth[]>> = {
  deviceAttributes: [lateUp()],
  statelessOffload: [lateUp()],
  aenqConfig: [lateUp()],
  maxQueues: [
    lateUp([], { voices: { releases: '<1.6.0', kernels: '<5.10' }, because: 'It knows no other way to ask.' }),
    unharmed([], { because: 'It asks for the extended limits, which it prefers.' }),
  ],
  rssIndirectionTable: [
    unharmed([], {
      or: [{ outcome: 'lost', problems: ['driver-kernel-panic'] }],
      because:
        'Linux takes a table that is offered for one that it has: with a real driver it crashes when the interface is brought up.',
    }),
  ],
  maxQueuesExtended: [
    unharmed([], { voices: { releases: '<1.6.0', kernels: '<5.10' }, because: 'It does not know them.' }),
    lateUp([], { because: 'It asks for them since they are offered, and not for the older ones instead.' }),
  ],
};

/** `hostAttributes` is sent without asking, and a row of its own. */
const refusable = (Object.keys(wireFeatures) as FeatureName[]).filter((name) => name !== 'hostAttributes');

const refusalOf = (name: FeatureName): Fault => {
  const { id } = wireFeatures[name];
  const { name: words, refusal } = features.find((feature) => feature.id === id)!;
  return row({
    name: `feature-refused:${words}`,
    says: `The device offers ${words} and refuses it. ${refusal}`,
    when: 'boot',
    durationMs: 20_000,
    enoughMs: 5000,
    device: { features: [...new Set([...presets.nitro.features, name])] },
    lay: always(control, 'featureRefused', { features: [name], status: notSupported }),
    truths: truthsOf[name] ?? [unharmed()],
  });
};

/** The group's name as its driver name has it, for people. */
const wordsOf = (name: EventGroupName): string =>
  eventGroups[name].driverName.replace('ENA_ADMIN_', '').toLowerCase().replaceAll('_', '-');

/** What it comes to where it is not all the same. */
const truthWithout: Partial<Record<EventGroupName, Truth>> = {
  linkChange: unharmed([], {
    outcome: 'lost',
    because:
      'No driver asks whether there is a link: without the event the interface never gets a carrier, and no line says so.',
  }),
};

const withoutGroup = (name: EventGroupName): Fault =>
  row({
    name: `aenq-groups-unsupported:${wordsOf(name)}`,
    says: `The device does not have this group of events. ${eventGroups[name].doc}`,
    when: 'boot',
    durationMs: 20_000,
    enoughMs: 5000,
    lay: always(control, 'eventGroupsUnsupported', { groups: [name] }),
    truths: [truthWithout[name] ?? unharmed([], { because: 'Drivers enable what there is of the groups they want.' })],
  });

/** What the device does not want to do. */
export const refusalFaults: readonly Fault[] = [
  ...refusable.map(refusalOf),
  ...(Object.keys(eventGroups) as EventGroupName[]).map(withoutGroup),
  row({
    name: 'host-attributes-refused',
    says: 'The device does not want to know its guest.',
    when: 'boot',
    durationMs: 20_000,
    enoughMs: 5000,
    lay: always(control, 'adminStatus', { status: notSupported, feature: 'hostAttributes' }),
    truths: [unharmed(['host-attributes-notice'])],
  }),
  row({
    name: 'llq-refused',
    says: 'The device offers low-latency queues and refuses the choice of one.',
    when: 'boot',
    durationMs: 20_000,
    enoughMs: 5000,
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
    enoughMs: 5000,
    parameters: { status: unknownError },
    lay: always(control, 'queueRefused', { left: 1, status: unknownError }),
    truths: [lateUp([], { because: 'Only want of room makes drivers try smaller rings.' })],
  }),
  row({
    name: 'queue-creation-refused:no-room',
    says: 'The device has no room for queues, twice.',
    when: 'boot',
    durationMs: 20_000,
    enoughMs: 5000,
    parameters: { status: noRoom },
    lay: always(control, 'queueRefused', { left: 2, status: noRoom }),
    truths: [
      smallerRings,
      lateUp([], { because: 'It knows no smaller rings, and is loaded anew until there is room.' }),
    ],
  }),
  row({
    name: 'queue-creation-refused:never-room',
    says: 'The device has no room for queues of any depth, until it has.',
    when: 'boot',
    durationMs: 12_000,
    enoughMs: 6000,
    parameters: { status: noRoom },
    lay: always(control, 'queueRefused', { status: noRoom }),
    truths: [
      lateUp(['rx-memory-pressure'], {
        voices: { releases: '>=2.1.0', kernels: '>=5.10' },
        because: 'It tries smaller rings down to the smallest. Its lines do not tell want of room from want of memory.',
      }),
      lateUp(),
    ],
  }),
];
