import { findInstance } from '../evidence/ec2/dossier.ts';
import { reasonWords } from '../evidence/ec2/seenOf.ts';
import type { Ec2 } from './ec2/calls.ts';
import { isNotFound } from './ec2/errorKind.ts';

/** An instance at one moment, as far as it tells whether something was done to it. */
export interface Moment {
  readonly state: string;
  /** ISO 8601; EC2 sets it anew at every start. */
  readonly launched?: string;
  readonly reason?: string;
  readonly transition?: string;
}

/** @throws Ec2Error */
export const momentOf = async (ask: Ec2, id: string): Promise<Moment> => {
  const { State, LaunchTime, StateReason, StateTransitionReason } = await findInstance(ask, id);
  return {
    state: State?.Name ?? 'unknown',
    ...(LaunchTime && { launched: new Date(LaunchTime).toISOString() }),
    ...(StateReason?.Code && { reason: reasonWords(StateReason.Code, StateReason.Message) }),
    ...(StateTransitionReason && { transition: StateTransitionReason }),
  };
};

export const attachmentOf = async (ask: Ec2, volume: string) => {
  const { Volumes = [] } = await ask('DescribeVolumes', { VolumeIds: [volume] });
  const found = Volumes.find(({ VolumeId }) => VolumeId === volume);
  const attached = found?.Attachments?.find(({ State }) => State !== 'detached');
  return { state: found?.State ?? 'unknown', attached };
};

export const lifecycleOf = async (ask: Ec2, id: string): Promise<string | undefined> => {
  const { AutoScalingInstances = [] } = await ask('DescribeAutoScalingInstances', { InstanceIds: [id] });
  return AutoScalingInstances.find(({ InstanceId }) => InstanceId === id)?.LifecycleState;
};

export const imageStateOf = async (ask: Ec2, id: string): Promise<string | undefined> => {
  try {
    const { Images = [] } = await ask('DescribeImages', { ImageIds: [id] });
    return Images.find(({ ImageId }) => ImageId === id)?.State;
  } catch (error) {
    // EC2 says so of a deregistered image; one just registered is merely not known everywhere yet.
    if (isNotFound(error) || isUnavailable(error)) return undefined;
    throw error;
  }
};

const isUnavailable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'InvalidAMIID.Unavailable';
