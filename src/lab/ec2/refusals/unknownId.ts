import { Ec2Error } from '../protocol/ec2Error.ts';

/** Kinds of things with ids: how their ids look, and what EC2 calls the lack of one. */
const kinds = {
  instance: {
    prefix: 'i',
    notFound: 'InvalidInstanceID.NotFound',
    malformed: 'InvalidInstanceID.Malformed',
    is: 'instance ID',
  },
  image: { prefix: 'ami', notFound: 'InvalidAMIID.NotFound', malformed: 'InvalidAMIID.Malformed', is: 'image id' },
  volume: { prefix: 'vol', notFound: 'InvalidVolume.NotFound', malformed: 'InvalidVolumeID.Malformed', is: 'volume' },
  snapshot: {
    prefix: 'snap',
    notFound: 'InvalidSnapshot.NotFound',
    malformed: 'InvalidSnapshotID.Malformed',
    is: 'snapshot',
  },
  networkInterface: {
    prefix: 'eni',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    malformed: 'InvalidNetworkInterfaceId.Malformed',
    is: 'networkInterface ID',
  },
} as const;

export type Kind = keyof typeof kinds;

/** The prefix of a kind's ids. */
export const prefixOf = (kind: Kind): string => kinds[kind].prefix;

/** Says of an id of a kind that nothing has it, or that none looks like that. */
export const unknownId = (kind: Kind, id: string): Ec2Error => {
  const { prefix, notFound, malformed, is } = kinds[kind];
  const looksRight = new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(id);
  if (!looksRight) return new Ec2Error(malformed, `Invalid id: "${id}"`);
  return new Ec2Error(
    notFound,
    kind === 'image' ? `The image id '[${id}]' does not exist` : `The ${is} '${id}' does not exist`,
  );
};
