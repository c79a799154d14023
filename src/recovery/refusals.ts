import type { PlanKind } from './plan.ts';
import type { Wish } from './wish.ts';

/** A reason not to act, and with it what is checked before acting. */
export interface RefusalRow {
  readonly id: string;
  readonly for: readonly PlanKind[];
  /** What is in order where the row does not apply; a plan lists it. */
  readonly checks: string;
  /** Whether it could be looked at; always, where absent. A plan does not list as checked what was not. */
  readonly seen?: (wish: Wish) => boolean;
  readonly when: (wish: Wish) => boolean;
  readonly says: (wish: Wish) => string;
  /** Ways that do help, as commands or sentences. */
  readonly instead: (wish: Wish) => readonly string[];
}

export interface Refusal {
  readonly id: string;
  readonly says: string;
  readonly instead: readonly string[];
}

/** Kinds that stop the instance. */
const stopping = ['disable', 'enable', 'rescue'] as const;
const switching = ['disable', 'enable'] as const;

const inStandby = (lifecycle: string | undefined): boolean => lifecycle === 'Standby';

export const refusalRows: readonly RefusalRow[] = [
  {
    id: 'gone',
    for: ['disable', 'enable', 'rescue', 'replace'],
    checks: 'the instance exists',
    when: ({ target }) => target.state === 'terminated' || target.state === 'shutting-down',
    says: ({ target }) => `${target.id} is ${target.state}; a terminated instance does not come back.`,
    instead: () => ['Launch a new one from its image or from a snapshot of its volumes.'],
  },
  {
    id: 'pending',
    for: stopping,
    checks: 'it is not just starting',
    when: ({ target }) => target.state === 'pending',
    says: ({ target }) => `${target.id} is pending: EC2 stops no instance that has not yet run.`,
    instead: () => ['Wait until it runs, and ask again.'],
  },
  {
    id: 'root-on-instance-store',
    for: stopping,
    checks: 'its root device is an EBS volume',
    when: ({ target }) => target.rootDevice === 'instance-store',
    says: ({ target }) =>
      `${target.id} boots from an instance store: it cannot be stopped, and its flag not be changed.`,
    instead: ({ target }) => [
      `\`ena recover ${target.id}\` plans the way of AWS’s page: bundle, register with ENA off, launch anew.`,
    ],
  },
  {
    id: 'root-on-ebs',
    for: ['replace'],
    checks: 'its root device is an instance store',
    when: ({ target }) => target.rootDevice !== 'instance-store',
    says: ({ target }) => `${target.id} boots from an EBS volume; it need not be bundled and launched anew.`,
    instead: ({ target }) => [`\`ena recover ${target.id}\` without --manifest.`],
  },
  {
    id: 'paravirtual',
    for: switching,
    checks: 'it is a hardware virtual machine (HVM)',
    when: ({ target }) => target.paravirtual,
    says: ({ target }) => `${target.id} is paravirtual (PV): EC2 changes enaSupport of HVM instances only.`,
    instead: () => [
      'Snapshot its root volume, register an image of the snapshot with the same kernel id and without enaSupport, and launch from that.',
      'Better: move to an HVM image.',
    ],
  },
  {
    id: 'type-requires-ena',
    for: ['disable'],
    checks: 'its type works without ENA',
    when: ({ target }) => target.typeEna === 'required',
    says: ({ target }) =>
      `The type ${target.type} works with ENA alone: with the flag off ${target.id} would not start.`,
    instead: ({ target }) => [
      `Repair the root volume on another instance: \`ena recover --rescue VIA-INSTANCE ${target.id}\`.`,
      'Log in over the EC2 serial console, and install the module or boot an older kernel.',
      `Put back a root volume that worked: \`aws ec2 create-replace-root-volume-task --instance-id ${target.id} --snapshot-id …\`.`,
      'Let AWS do it: the runbook `AWSSupport-StartEC2RescueWorkflow`.',
      'For a while change to a Xen type with optional ENA (r4, i3, x1, …), where this plan works.',
    ],
  },
  {
    id: 'type-without-ena',
    for: switching,
    checks: 'its type knows ENA',
    when: ({ target }) => target.typeEna === 'unsupported',
    says: ({ target }) => `The type ${target.type} has no ENA: the flag changes nothing for ${target.id}.`,
    instead: ({ target }) => [`Look for another cause: \`ena doctor ${target.id}\` reads its console output.`],
  },
  {
    id: 'type-unknown',
    for: switching,
    checks: 'its type is known',
    when: ({ target }) => target.typeEna === undefined,
    says: ({ target }) => `Whether ${target.type} works without ENA could not be looked up, and must be known before.`,
    instead: () => ['Allow `ec2:DescribeInstanceTypes` and ask again; docs/recovery.md has the policies.'],
  },
  {
    id: 'flag-is-off',
    for: ['disable'],
    checks: 'enaSupport is on',
    when: ({ target }) => !target.enaFlag && target.typeEna !== 'required',
    says: ({ target }) => `enaSupport of ${target.id} is off already: ENA is not why it cannot be reached.`,
    instead: ({ target }) => [`Look for another cause: \`ena doctor ${target.id}\` reads its console output.`],
  },
  {
    id: 'flag-is-on',
    for: ['enable'],
    checks: 'enaSupport is off',
    when: ({ target }) => target.enaFlag,
    says: ({ target }) => `enaSupport of ${target.id} is on already.`,
    instead: ({ target }) => [`\`ena doctor ${target.id}\` says how it is.`],
  },
  {
    id: 'spot',
    for: stopping,
    checks: 'it is no Spot instance',
    when: ({ target }) => target.spot,
    says: ({ target }) => `${target.id} is a Spot instance: EC2 does not let it be modified.`,
    instead: () => [
      'Launch a replacement from an image that has the module, or attach a snapshot of its volume elsewhere.',
    ],
  },
  {
    id: 'hibernated',
    for: stopping,
    checks: 'it is not hibernated',
    when: ({ target }) => target.hibernated,
    says: ({ target }) =>
      `${target.id} is hibernated: its memory waits on the root volume for the hardware it knew, so nothing may change.`,
    instead: () => ['Start it, then stop it without --hibernate, and ask again.'],
  },
  {
    id: 'stop-protection',
    for: stopping,
    checks: 'it is not protected from being stopped',
    seen: ({ target }) => target.stopProtection !== undefined,
    when: ({ target }) => target.stopProtection === true && target.state !== 'stopped',
    says: ({ target }) => `${target.id} is protected from being stopped (disableApiStop), and somebody meant that.`,
    instead: ({ target }) => [
      `When that somebody agrees: \`aws ec2 modify-instance-attribute --instance-id ${target.id} --no-disable-api-stop\`, and protect it again afterwards.`,
    ],
  },
  {
    id: 'auto-scaling',
    for: stopping,
    checks: 'no Auto Scaling group will replace it meanwhile',
    seen: ({ target }) => target.groupSeen,
    when: ({ target, standby }) => target.group !== undefined && !inStandby(target.lifecycle) && !standby,
    says: ({ target }) =>
      `${target.id} is in service in the Auto Scaling group ${target.group}: stopped, it counts as unhealthy and is terminated and replaced.`,
    instead: () => ['Add --standby: the plan then puts it into standby first, and back into service at the end.'],
  },
  {
    id: 'auto-scaling-unknown',
    for: stopping,
    checks: 'its Auto Scaling lifecycle is known',
    seen: ({ target }) => target.groupSeen,
    when: ({ target, standby }) => standby && target.group !== undefined && target.lifecycle === undefined,
    says: ({ target }) => `How ${target.id} stands in its Auto Scaling group could not be looked up.`,
    instead: () => ['Allow `autoscaling:DescribeAutoScalingInstances` and ask again.'],
  },
  {
    id: 'instance-store-data',
    for: stopping,
    checks: 'no data of instance-store volumes is lost unasked',
    when: ({ target, acceptDataLoss }) => target.instanceStorage && !acceptDataLoss && target.state !== 'stopped',
    says: ({ target }) =>
      `${target.type} has instance-store volumes: what ${target.id} keeps there is lost when it stops.`,
    instead: () => ['Copy it away if anything can still reach it; then add --accept-data-loss.'],
  },
  {
    id: 'bundle-missing',
    for: ['replace'],
    checks: 'a bundle to register is named',
    when: ({ manifest }) => manifest === undefined,
    says: ({ target }) => `${target.id} boots from an instance store: there must be a bundle of it in S3 to register.`,
    instead: ({ target }) => [
      'Inside, as root: `ec2-bundle-vol -k key.pem -c cert.pem -u ACCOUNT -r x86_64 -d /mnt/bundle`, then `ec2-upload-bundle -b BUCKET/PREFIX -m /mnt/bundle/image.manifest.xml -a KEY -s SECRET`.',
      `Cannot be reached inside? Its own image’s manifest does too, with the data of that time: \`aws ec2 describe-images --image-ids ${target.instance.ImageId ?? 'AMI'} --query 'Images[].ImageLocation'\`.`,
      `Then \`ena recover --manifest BUCKET/PREFIX/image.manifest.xml ${target.id}\`.`,
    ],
  },
  {
    id: 'rescue-not-running',
    for: ['rescue'],
    checks: 'the rescue instance runs',
    when: ({ via }) => via?.state !== 'running',
    says: ({ via }) => `The rescue instance ${via?.id ?? ''} is ${via?.state ?? 'unknown'}; somebody must work on it.`,
    instead: () => ['Start it, or name another one.'],
  },
  {
    id: 'rescue-is-patient',
    for: ['rescue'],
    checks: 'the rescue instance is another one',
    when: ({ via, target }) => via?.id === target.id,
    says: ({ target }) => `${target.id} cannot repair its own root volume.`,
    instead: () => ['Name a healthy Linux instance of the same zone.'],
  },
  {
    id: 'rescue-elsewhere',
    for: ['rescue'],
    checks: 'both instances are in one zone',
    when: ({ via, target }) => via !== undefined && via.zone !== target.zone,
    says: ({ via, target }) =>
      `${via?.id} is in ${via?.zone} and ${target.id} in ${target.zone}: a volume does not leave its zone.`,
    instead: ({ target }) => [`Launch a small instance in ${target.zone} and name that.`],
  },
  {
    id: 'root-volume-unknown',
    for: ['rescue'],
    checks: 'its root volume is known',
    when: ({ target }) => target.rootDevice === 'ebs' && target.rootVolume === undefined,
    says: ({ target }) => `${target.id} has no volume attached as its root device.`,
    instead: () => ['Attach it again first; a rescue that was broken off goes on with --resume or --rollback.'],
  },
  {
    id: 'marketplace-root',
    for: ['rescue'],
    checks: 'its root volume may be attached elsewhere',
    when: ({ target }) => target.marketplace,
    says: ({ target }) =>
      `${target.id} comes from AWS Marketplace: EC2 attaches such a root volume to no running instance.`,
    instead: () => ['Use the EC2 serial console, or `aws ec2 create-replace-root-volume-task`.'],
  },
];

/** Every reason that speaks against a wish. */
export const refusalsOf = (wish: Wish): readonly Refusal[] =>
  refusalRows
    .filter((row) => row.for.includes(wish.kind) && row.when(wish))
    .map(({ id, says, instead }) => ({ id, says: says(wish), instead: instead(wish) }));

/** What was checked and found in order. */
export const checksOf = (wish: Wish): readonly string[] =>
  refusalRows
    .filter((row) => row.for.includes(wish.kind) && (row.seen?.(wish) ?? true) && !row.when(wish))
    .map(({ checks }) => checks);
