import type { Ask } from './calls.ts';
import { codeOf, Ec2Error } from './ec2Error.ts';
import type { Image, Instance, InstanceStatus, InstanceTypeInfo } from './shapes.ts';

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
  /** Sentences about what could not be asked. */
  readonly unseen: readonly string[];
}

/** An answer worth having, but not worth failing for: a sentence of `unseen` tells that it is missing. */
export const optional =
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
  return {
    id,
    instance,
    enaFlag: flag?.EnaSupport?.Value ?? instance.EnaSupport ?? false,
    ...present('stopProtection', protection?.DisableApiStop?.Value),
    ...present('type', types ? types.InstanceTypes?.[0] : undefined),
    ...present('image', images ? images.Images?.[0] : undefined),
    ...present('status', statuses?.InstanceStatuses?.[0]),
    unseen,
  };
};

const present = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
