import type { Ec2 } from '../ec2/calls.ts';
import type { PlanKind } from '../plan.ts';
import type { Wish } from '../wish.ts';
import { FakeEc2 } from './fakeEc2.ts';
import { wishFor } from './recovering.ts';

export const patient = 'i-0aaaaaaaaaaaaaaa1';
export const healthy = 'i-0bbbbbbbbbbbbbbb2';

/** A recovery from its beginning to its end. */
export interface Scenario {
  readonly name: string;
  readonly open: () => FakeEc2;
  readonly wish: (ask: Ec2) => Promise<Wish>;
  /** How the world must be when it is over; the same words describe how it was before. */
  readonly before: string;
  readonly after: string;
}

/** The patient and what belongs to it, in a line. */
export const told = (ec2: FakeEc2): string => {
  const { State, EnaSupport } = ec2.instance(patient);
  const { members, volumes, instances } = ec2.world.now;
  const lifecycle = members.get(patient)?.LifecycleState;
  const root = volumes.get(`vol-root-${patient}`)?.Attachments?.[0];
  const others = [...instances.values()].filter(({ InstanceId = '' }) => InstanceId.startsWith('i-new'));
  const successors = others.map((one) => `${one.State?.Name} without ENA: ${one.EnaSupport !== true}`);
  return [
    State?.Name,
    `ENA ${EnaSupport === true ? 'on' : 'off'}`,
    ...(lifecycle === undefined ? [] : [lifecycle]),
    ...(root?.InstanceId === patient ? [] : [`root on ${root?.InstanceId}`]),
    ...successors.filter((one) => !one.startsWith('terminated')),
  ].join(', ');
};

const scene =
  (change: (ec2: FakeEc2) => void = () => {}) =>
  (): FakeEc2 => {
    const ec2 = new FakeEc2();
    ec2.add({ InstanceId: patient, EnaSupport: true });
    ec2.add({ InstanceId: healthy, EnaSupport: true });
    change(ec2);
    return ec2;
  };

const member = { InstanceId: patient, AutoScalingGroupName: 'web', LifecycleState: 'InService' };
const joined = (ec2: FakeEc2): void => {
  ec2.add({ InstanceId: patient, EnaSupport: true, Tags: [{ Key: 'aws:autoscaling:groupName', Value: 'web' }] });
  ec2.world.change(({ members }) => members.set(patient, { ...member }));
};

const wish =
  (kind: PlanKind, more: Partial<Wish> = {}) =>
  (ask: Ec2): Promise<Wish> =>
    wishFor(ask, patient, { kind, ...more });

export const scenarios: readonly Scenario[] = [
  { name: 'ENA off', open: scene(), wish: wish('disable'), before: 'running, ENA on', after: 'running, ENA off' },
  {
    name: 'ENA off, found stopped',
    open: scene((ec2) =>
      ec2.world.change((state) => Object.assign(state.instances.get(patient) ?? {}, { State: { Name: 'stopped' } })),
    ),
    wish: wish('disable'),
    before: 'stopped, ENA on',
    after: 'running, ENA off',
  },
  {
    name: 'ENA on',
    open: scene((ec2) => {
      ec2.comesUp = () => true;
      ec2.add({ InstanceId: patient, EnaSupport: false });
    }),
    wish: wish('enable'),
    before: 'running, ENA off',
    after: 'running, ENA on',
  },
  {
    name: 'ENA off, out of an Auto Scaling group and back',
    open: scene(joined),
    wish: wish('disable', { standby: true }),
    before: 'running, ENA on, InService',
    after: 'running, ENA off, InService',
  },
  {
    name: 'offline repair',
    open: scene((ec2) => {
      ec2.comesUp = () => true;
    }),
    wish: async (ask) => wishFor(ask, patient, { kind: 'rescue', via: (await wishFor(ask, healthy)).target }),
    before: 'running, ENA on',
    after: 'running, ENA on',
  },
  {
    name: 'a successor',
    open: scene((ec2) => ec2.add({ InstanceId: patient, EnaSupport: true, RootDeviceType: 'instance-store' })),
    wish: wish('replace', { manifest: 'bucket/image.manifest.xml' }),
    before: 'running, ENA on',
    after: 'running, ENA on, running without ENA: true',
  },
];
