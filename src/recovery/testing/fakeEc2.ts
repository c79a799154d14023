import { Ec2Error } from '../../evidence/ec2/ec2Error.ts';
import type { Instance } from '../../evidence/ec2/shapes.ts';
import type { CallName, Ec2, EveryCall } from '../ec2/calls.ts';
import { FakeClock, type FakeState, FakeWorld } from './fakeWorld.ts';

type Answers = { readonly [Name in CallName]: (input: EveryCall[Name]['input']) => EveryCall[Name]['output'] };

const refuse = (code: string): never => {
  throw new Ec2Error(code, 'as the fake says', 400);
};

/**
 * A small EC2 for tests of the recovery itself, in virtual time: states that take a while, answers that lag behind,
 * the rules the recovery leans on. The lab's EC2 is the one that means it.
 */
export class FakeEc2 {
  readonly clock = new FakeClock();
  readonly world = new FakeWorld(this.clock);
  /** Calls that changed something, in order. */
  readonly made: string[] = [];
  /** What becomes of the next starts; each is used once. */
  readonly startsThatFail: string[] = [];
  /** How an instance type stands to ENA. */
  ena = 'supported';
  instanceStorage = false;
  /** Whether an instance that boots answers on its network. */
  comesUp: (instance: Instance) => boolean = ({ EnaSupport }) => EnaSupport !== true;
  #ids = 0;

  readonly ask: Ec2 = async (name, input) => {
    this.world.catchUp();
    const { DryRun, ...rest } = input as { DryRun?: boolean };
    if (DryRun) return refuse('DryRunOperation');
    const answer = (this.#answers[name] as (input: object) => unknown)(rest);
    if (!name.startsWith('Describe') && name !== 'GetConsoleOutput') this.made.push(name);
    return answer as never;
  };

  /** Puts an instance into the world, running for a day. */
  add(instance: Instance & { readonly InstanceId: string }): void {
    const root = `vol-root-${instance.InstanceId}`;
    this.world.change((state) => {
      state.instances.set(instance.InstanceId, {
        State: { Name: 'running' },
        InstanceType: 'r4.large',
        ImageId: 'ami-1',
        VirtualizationType: 'hvm',
        RootDeviceType: 'ebs',
        RootDeviceName: '/dev/xvda',
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeId: root } }],
        NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', Status: 'in-use' }],
        Placement: { AvailabilityZone: 'eu-west-1a' },
        SubnetId: 'subnet-1',
        SecurityGroups: [{ GroupId: 'sg-1' }],
        LaunchTime: new Date(this.clock.nowMs() - 86_400_000),
        ...instance,
      });
      const home = { InstanceId: instance.InstanceId, Device: '/dev/xvda', State: 'attached' };
      state.volumes.set(root, { VolumeId: root, State: 'in-use', Attachments: [home] });
    });
  }

  instance(id: string): Instance {
    this.world.catchUp();
    return this.world.now.instances.get(id) ?? {};
  }

  #must(state: FakeState, id = '') {
    return state.instances.get(id) ?? refuse('InvalidInstanceID.NotFound');
  }

  #start(id: string): void {
    const failure = this.startsThatFail.shift();
    if (failure?.startsWith('!')) refuse(failure.slice(1));
    this.world.change((state) => {
      const one = this.#must(state, id);
      if (one.State?.Name === 'running' || one.State?.Name === 'pending') return;
      if (one.State?.Name !== 'stopped') refuse('IncorrectInstanceState');
      Object.assign(one, { State: { Name: 'pending' }, LaunchTime: new Date(this.clock.nowMs()) });
      delete one.StateReason;
    });
    this.world.later(4000, (state) => {
      const one = this.#must(state, id);
      if (one.State?.Name !== 'pending') return;
      one.State = { Name: failure === undefined ? 'running' : 'stopped' };
      if (failure !== undefined) one.StateReason = { Code: failure };
    });
    this.world.later(30_000, (state) => {
      const one = this.#must(state, id);
      if (one.State?.Name === 'running' && this.comesUp(one)) state.answering.add(id);
    });
  }

  #stop(id: string): void {
    this.world.change((state) => {
      const one = this.#must(state, id);
      if (one.State?.Name === 'pending') refuse('IncorrectInstanceState');
      if (one.State?.Name !== 'running') return;
      one.State = { Name: 'stopping' };
      state.answering.delete(id);
    });
    this.world.later(6000, (state) => {
      const one = this.#must(state, id);
      if (one.State?.Name !== 'stopping') return;
      one.State = { Name: 'stopped' };
      one.StateReason = { Code: 'Client.UserInitiatedShutdown' };
    });
  }

  #member(id: string, entering: string, then: string): void {
    this.world.change(({ members }) => Object.assign(members.get(id) ?? {}, { LifecycleState: entering }));
    this.world.later(2000, ({ members }) => Object.assign(members.get(id) ?? {}, { LifecycleState: then }));
  }

  readonly #answers: Answers = {
    DescribeInstances: ({ InstanceIds, Filters = [] }) => {
      const state = this.world.seen();
      const token = Filters.find(({ Name }) => Name === 'client-token')?.Values[0];
      const launched = token === undefined ? undefined : state.tokens.get(token);
      const ids = token === undefined ? (InstanceIds ?? [...state.instances.keys()]) : launched ? [launched] : [];
      return { Reservations: [{ Instances: ids.map((id) => structuredClone(this.#must(state, id))) }] };
    },
    DescribeInstanceAttribute: ({ InstanceId, Attribute }) => {
      const state = this.world.seen();
      const { EnaSupport } = this.#must(state, InstanceId);
      if (Attribute === 'disableApiStop') return { DisableApiStop: { Value: state.protected.has(InstanceId) } };
      return EnaSupport === undefined ? {} : { EnaSupport: { Value: EnaSupport } };
    },
    DescribeInstanceStatus: ({ InstanceIds }) => {
      const state = this.world.seen();
      return {
        InstanceStatuses: InstanceIds.map((id) => {
          const runs = this.#must(state, id).State?.Name === 'running';
          const status = runs ? (state.answering.has(id) ? 'ok' : 'impaired') : 'not-applicable';
          return { InstanceId: id, InstanceStatus: { Status: status }, SystemStatus: { Status: runs ? 'ok' : status } };
        }),
      };
    },
    DescribeInstanceTypes: ({ InstanceTypes = [] }) => ({
      InstanceTypes: InstanceTypes.map((type) => ({
        InstanceType: type,
        Hypervisor: 'xen',
        InstanceStorageSupported: this.instanceStorage,
        NetworkInfo: { EnaSupport: this.ena },
      })),
    }),
    DescribeImages: ({ ImageIds, Filters = [] }) => {
      const names = Filters.find(({ Name }) => Name === 'name')?.Values;
      const images = [...this.world.seen().images.values()];
      return {
        Images: images.filter(
          ({ ImageId = '', Name = '' }) => (names?.includes(Name) ?? true) && (ImageIds?.includes(ImageId) ?? true),
        ),
      };
    },
    DescribeVolumes: ({ VolumeIds }) => ({
      Volumes: VolumeIds.flatMap((id) => this.world.seen().volumes.get(id) ?? []),
    }),
    DescribeSnapshots: ({ SnapshotIds, Filters = [] }) => {
      const tag = Filters[0]?.Values[0];
      const all = [...this.world.seen().snapshots.values()];
      return {
        Snapshots: all.filter(
          (one) => (tag === undefined || one.tag === tag) && (SnapshotIds?.includes(one.SnapshotId ?? '') ?? true),
        ),
      };
    },
    DescribeAutoScalingInstances: ({ InstanceIds }) => ({
      AutoScalingInstances: InstanceIds.flatMap((id) => this.world.seen().members.get(id) ?? []),
    }),
    GetConsoleOutput: () => ({}),
    StopInstances: ({ InstanceIds: [id = ''] }) => this.#stop(id),
    StartInstances: ({ InstanceIds: [id = ''] }) => this.#start(id),
    ModifyInstanceAttribute: ({ InstanceId, EnaSupport }) =>
      this.world.change((state) => {
        const one = this.#must(state, InstanceId);
        if (one.State?.Name !== 'stopped') refuse('IncorrectInstanceState');
        one.EnaSupport = EnaSupport.Value;
      }),
    CreateSnapshot: ({ TagSpecifications }) => {
      const id = `snap-${++this.#ids}`;
      const tag = TagSpecifications[0]?.Tags[0]?.Value ?? '';
      this.world.change(({ snapshots }) => snapshots.set(id, { SnapshotId: id, State: 'pending', tag }));
      this.world.later(8000, ({ snapshots }) => Object.assign(snapshots.get(id) ?? {}, { State: 'completed' }));
      return { SnapshotId: id };
    },
    DetachVolume: ({ VolumeId, InstanceId }) => {
      this.world.change((state) => {
        const volume = state.volumes.get(VolumeId) ?? refuse('InvalidVolume.NotFound');
        if (volume.Attachments?.[0]?.InstanceId !== InstanceId) refuse('IncorrectState');
        volume.Attachments = [{ ...volume.Attachments?.[0], State: 'detaching' }];
      });
      this.world.later(3000, ({ volumes }) =>
        Object.assign(volumes.get(VolumeId) ?? {}, { State: 'available', Attachments: [] }),
      );
    },
    AttachVolume: ({ VolumeId, InstanceId, Device }) => {
      this.world.change(({ volumes }) => {
        const volume = volumes.get(VolumeId) ?? refuse('InvalidVolume.NotFound');
        if (volume.State !== 'available') refuse('VolumeInUse');
        Object.assign(volume, { State: 'in-use', Attachments: [{ InstanceId, Device, State: 'attaching' }] });
      });
      this.world.later(3000, ({ volumes }) =>
        Object.assign(volumes.get(VolumeId) ?? {}, { Attachments: [{ InstanceId, Device, State: 'attached' }] }),
      );
    },
    RegisterImage: ({ Name, EnaSupport }) => {
      if ([...this.world.now.images.values()].some((one) => one.Name === Name)) refuse('InvalidAMIName.Duplicate');
      const id = `ami-new-${++this.#ids}`;
      this.world.change(({ images }) => images.set(id, { ImageId: id, Name, EnaSupport, State: 'pending' }));
      this.world.later(5000, ({ images }) => Object.assign(images.get(id) ?? {}, { State: 'available' }));
      return { ImageId: id };
    },
    DeregisterImage: ({ ImageId }) => void this.world.change(({ images }) => images.delete(ImageId)),
    RunInstances: ({ ImageId, ClientToken }) => {
      const known = this.world.now.tokens.get(ClientToken);
      if (known !== undefined) return { Instances: [{ InstanceId: known }] };
      const id = `i-new-${++this.#ids}`;
      this.add({ InstanceId: id, ImageId, State: { Name: 'stopped' }, EnaSupport: false });
      this.world.change(({ tokens }) => tokens.set(ClientToken, id));
      this.#start(id);
      return { Instances: [{ InstanceId: id }] };
    },
    TerminateInstances: ({ InstanceIds: [id = ''] }) =>
      this.world.change((state) => Object.assign(this.#must(state, id), { State: { Name: 'terminated' } })),
    EnterStandby: ({ InstanceIds: [id = ''] }) => this.#member(id, 'EnteringStandby', 'Standby'),
    ExitStandby: ({ InstanceIds: [id = ''] }) => this.#member(id, 'Pending', 'InService'),
  };
}
