import { wasStarted } from './conditions.ts';
import type { Ec2, PlannedCall, WriteName } from './ec2/calls.ts';
import type { Results } from './ec2/fill.ts';
import { attachmentOf, imageStateOf, lifecycleOf, type Moment, momentOf } from './look.ts';

/** How the world looks when a call was taken. `undefined`: nothing shows that it was. */
type Trace<Name extends WriteName> = (
  ask: Ec2,
  input: Extract<PlannedCall, { readonly name: Name }>['input'],
  before: Moment | undefined,
) => Promise<Results | undefined>;

const ifSo = (so: boolean): Results | undefined => (so ? {} : undefined);
const going: ReadonlySet<string> = new Set(['shutting-down', 'terminated']);

const traces: { readonly [Name in WriteName]: Trace<Name> } = {
  StopInstances: async (ask, { InstanceIds: [id = ''] }) => {
    const { state } = await momentOf(ask, id);
    return ifSo(state === 'stopping' || state === 'stopped' || going.has(state));
  },
  StartInstances: async (ask, { InstanceIds: [id = ''] }, before) => {
    const now = await momentOf(ask, id);
    // A start that fell back to stopped was a start too: only its reason or its launch time tells.
    return ifSo(
      now.state === 'pending' || now.state === 'running' || (before !== undefined && wasStarted(before, now)),
    );
  },
  ModifyInstanceAttribute: async (ask, { InstanceId, EnaSupport }) => {
    const told = await ask('DescribeInstanceAttribute', { InstanceId, Attribute: 'enaSupport' });
    return ifSo((told.EnaSupport?.Value === true) === EnaSupport.Value);
  },
  CreateSnapshot: async (ask, { TagSpecifications }) => {
    const { Key = '', Value = '' } = TagSpecifications[0]?.Tags[0] ?? {};
    const { Snapshots = [] } = await ask('DescribeSnapshots', { Filters: [{ Name: `tag:${Key}`, Values: [Value] }] });
    const id = Snapshots[0]?.SnapshotId;
    return id === undefined ? undefined : { SnapshotId: id };
  },
  DetachVolume: async (ask, { VolumeId, InstanceId }) => {
    const { attached } = await attachmentOf(ask, VolumeId);
    return ifSo(attached?.InstanceId !== InstanceId || attached.State === 'detaching');
  },
  AttachVolume: async (ask, { VolumeId, InstanceId }) => {
    const { attached } = await attachmentOf(ask, VolumeId);
    return ifSo(attached?.InstanceId === InstanceId && attached.State !== 'detaching');
  },
  RegisterImage: async (ask, { Name }) => {
    const { Images = [] } = await ask('DescribeImages', {
      Owners: ['self'],
      Filters: [{ Name: 'name', Values: [Name] }],
    });
    const id = Images[0]?.ImageId;
    return id === undefined ? undefined : { ImageId: id };
  },
  DeregisterImage: async (ask, { ImageId }) => {
    const state = await imageStateOf(ask, ImageId);
    return ifSo(state === undefined || state === 'deregistered');
  },
  RunInstances: async (ask, { ClientToken }) => {
    const { Reservations = [] } = await ask('DescribeInstances', {
      Filters: [{ Name: 'client-token', Values: [ClientToken] }],
    });
    const id = Reservations.flatMap(({ Instances = [] }) => Instances)[0]?.InstanceId;
    return id === undefined ? undefined : { InstanceId: id };
  },
  TerminateInstances: async (ask, { InstanceIds: [id = ''] }) => ifSo(going.has((await momentOf(ask, id)).state)),
  EnterStandby: async (ask, { InstanceIds: [id = ''] }) => {
    const lifecycle = await lifecycleOf(ask, id);
    return ifSo(lifecycle === 'EnteringStandby' || lifecycle === 'Standby');
  },
  ExitStandby: async (ask, { InstanceIds: [id = ''] }) => {
    const lifecycle = await lifecycleOf(ask, id);
    return ifSo(lifecycle !== undefined && lifecycle !== 'EnteringStandby' && lifecycle !== 'Standby');
  },
};

/** Looks for the trace of a call in the world: what it yielded when it was taken, else undefined. */
export const traceOf = (
  ask: Ec2,
  { name, input }: PlannedCall,
  before: Moment | undefined,
): Promise<Results | undefined> => (traces[name] as Trace<WriteName>)(ask, input, before);

/** The instance a call is about, whose moment before it is worth remembering. */
export const subjectOf = ({ name, input }: PlannedCall): string | undefined =>
  name === 'StartInstances' || name === 'StopInstances' ? input.InstanceIds[0] : undefined;
