import type { Ask } from './calls.ts';
import { codeOf, Ec2Error } from './ec2Error.ts';
import type { AutoScalingInstance, Image, Instance, InstanceStatus, InstanceTypeInfo } from './shapes.ts';

/** EC2's answers about one instance, as they came. */
export interface Dossier {
  readonly id: string;
  readonly instance: Instance;
  /** The instance's own flag; never set is off. */
  readonly enaFlag: boolean;
  readonly stopProtection?: boolean;
  readonly type?: InstanceTypeInfo;
  /** Absent where the image is gone, or was never shared with this account. */
  readonly image?: Image;
  readonly status?: InstanceStatus;
  /** Membership of an Auto Scaling group; asked for only where a tag tells of one. */
  readonly autoScaling?: AutoScalingInstance;
  /** Sentences about what could not be asked. */
  readonly unseen: readonly string[];
}

const groupTag = 'aws:autoscaling:groupName';

/** An answer worth having, but not worth failing for. */
const optional =
  (unseen: string[]) =>
  async <T>(what: string, answer: Promise<T>): Promise<T | undefined> => {
    try {
      return await answer;
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      unseen.push(`${what} could not be read: EC2 answered ${code}.`);
      return undefined;
    }
  };

/** The instance itself. @throws Ec2Error `InvalidInstanceID.NotFound` also where EC2 answers with an empty list. */
export const findInstance = async (ask: Ask, id: string): Promise<Instance> => {
  const { Reservations = [] } = await ask('DescribeInstances', { InstanceIds: [id] });
  const instance = Reservations.flatMap(({ Instances = [] }) => Instances).find(({ InstanceId }) => InstanceId === id);
  if (instance === undefined)
    throw new Ec2Error('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`);
  return instance;
};

/**
 * Asks everything about an instance that bears on ENA. Calls go one after the other: a rate is the account's, and
 * an incident is the wrong time to use it up.
 *
 * @throws Ec2Error when the instance itself cannot be read
 */
export const openDossier = async (ask: Ask, id: string): Promise<Dossier> => {
  const unseen: string[] = [];
  const attempt = optional(unseen);
  const instance = await findInstance(ask, id);
  const { InstanceType, ImageId } = instance;
  const flag = await attempt(
    'The instance’s enaSupport',
    ask('DescribeInstanceAttribute', { InstanceId: id, Attribute: 'enaSupport' }),
  );
  const protection = await attempt(
    'Stop protection',
    ask('DescribeInstanceAttribute', { InstanceId: id, Attribute: 'disableApiStop' }),
  );
  const statuses = await attempt(
    'Status checks',
    ask('DescribeInstanceStatus', { InstanceIds: [id], IncludeAllInstances: true }),
  );
  const types =
    InstanceType &&
    (await attempt(`The type ${InstanceType}`, ask('DescribeInstanceTypes', { InstanceTypes: [InstanceType] })));
  const images = ImageId && (await attempt(`The image ${ImageId}`, ask('DescribeImages', { ImageIds: [ImageId] })));
  const inGroup = instance.Tags?.some(({ Key }) => Key === groupTag) === true;
  const members =
    inGroup &&
    (await attempt('The Auto Scaling membership', ask('DescribeAutoScalingInstances', { InstanceIds: [id] })));
  return {
    id,
    instance,
    enaFlag: flag?.EnaSupport?.Value ?? instance.EnaSupport ?? false,
    ...present('stopProtection', protection?.DisableApiStop?.Value),
    ...present('type', types ? types.InstanceTypes?.[0] : undefined),
    ...present('image', images ? images.Images?.[0] : undefined),
    ...present('status', statuses?.InstanceStatuses?.[0]),
    ...present('autoScaling', membership(inGroup, instance, members || undefined)),
    unseen,
  };
};

/** The tag outweighs silence: a member whose group could not be asked is still a member. */
const membership = (
  inGroup: boolean,
  instance: Instance,
  members: { readonly AutoScalingInstances?: readonly AutoScalingInstance[] } | undefined,
): AutoScalingInstance | undefined => {
  if (!inGroup) return undefined;
  const told = members?.AutoScalingInstances;
  // An answer without the instance: it was detached from the group, and the tag outlived that.
  if (told !== undefined) return told.find(({ InstanceId }) => InstanceId === instance.InstanceId);
  const group = instance.Tags?.find(({ Key }) => Key === groupTag)?.Value;
  return { ...present('AutoScalingGroupName', group) };
};

const present = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
