import type { Plan, Step } from '../plan.ts';
import type { Situation } from '../situation.ts';
import type { Wish } from '../wish.ts';
import { verify } from './steps.ts';

/** The network settings of the old instance; those of its first interface where it tells none of its own. */
const networkOf = ({ instance }: Situation) => {
  const [first] = instance.NetworkInterfaces ?? [];
  const subnet = instance.SubnetId ?? first?.SubnetId;
  const groups = (instance.SecurityGroups ?? first?.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []);
  return {
    ...(subnet !== undefined && { SubnetId: subnet }),
    ...(groups.length > 0 && { SecurityGroupIds: groups }),
    ...(instance.KeyName !== undefined && { KeyName: instance.KeyName }),
    ...(instance.IamInstanceProfile?.Arn !== undefined && {
      IamInstanceProfile: { Arn: instance.IamInstanceProfile.Arn },
    }),
  };
};

const register = ({ target, manifest = 'BUCKET/PREFIX/image.manifest.xml', token }: Wish): Step => ({
  name: 'register',
  title: `Register the bundle ${manifest} as an image with ENA off`,
  why: 'The flag of an image is set when it is registered, and never changed.',
  call: {
    name: 'RegisterImage',
    input: {
      Name: `${target.id}-without-ena-${token}`,
      ImageLocation: manifest,
      ...(target.instance.Architecture !== undefined && { Architecture: target.instance.Architecture }),
      VirtualizationType: target.paravirtual ? 'paravirtual' : 'hvm',
      EnaSupport: false,
    },
  },
  yields: 'ImageId',
  until: { holds: 'image-available', image: '$ImageId' },
  undo: {
    says: 'Deregister the image',
    call: { name: 'DeregisterImage', input: { ImageId: '$ImageId' } },
    until: { holds: 'image-gone', image: '$ImageId' },
  },
});

const launch = ({ target, token }: Wish): Step => ({
  name: 'launch',
  title: 'Launch an instance of it, with the same network settings',
  why: 'An instance with an instance-store root cannot be stopped, so another one takes its place.',
  call: {
    name: 'RunInstances',
    input: {
      ImageId: '$ImageId',
      InstanceType: target.type,
      MinCount: 1,
      MaxCount: 1,
      ClientToken: token,
      ...networkOf(target),
    },
  },
  yields: 'InstanceId',
  until: { holds: 'instance-state', instance: '$InstanceId', is: 'running' },
  undo: {
    says: 'Terminate the new instance',
    call: { name: 'TerminateInstances', input: { InstanceIds: ['$InstanceId'] } },
    until: { holds: 'instance-state', instance: '$InstanceId', is: 'terminated' },
  },
});

/** AWS's page, "To disable enhanced networking with ENA (instance store-backed instances)". */
export const replace = (wish: Wish): Pick<Plan, 'purpose' | 'steps' | 'afterwards'> => ({
  purpose: `Launch a successor of ${wish.target.id} whose image has ENA off.`,
  steps: [register(wish), launch(wish), verify('$InstanceId')],
  afterwards: [
    'Move what points to the old instance (Elastic IP, DNS, load balancer) to the new one.',
    `Then terminate the old one: \`aws ec2 terminate-instances --instance-ids ${wish.target.id}\`.`,
  ],
});
