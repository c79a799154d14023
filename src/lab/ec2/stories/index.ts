import { usualGuest } from '../world/guest.ts';
import { newId } from '../world/ids.ts';
import { launchInstances } from '../world/launch.ts';
import { settleInstances } from '../world/life.ts';
import { subnets } from '../world/network.ts';
import type { Scene } from '../world/scene.ts';
import { stateReasons, userInitiated } from '../world/stateReasons.ts';
import type { Image } from '../world/storage.ts';
import { rows } from './rows.ts';
import type { Story } from './story.ts';

export type StoryName = (typeof rows)[number]['name'];

/** The stories of a preset world, in the order they are told. */
export const stories: readonly StoryName[] = rows.map(({ name }) => name);

/** The stories with what they are about. */
export const storyRows: readonly Story[] = rows;

/** The Auto Scaling group of those stories that have one. */
export const groupName = 'lab-group';

const rootDevice = '/dev/xvda';
const dayMs = 86_400_000;
const rootGib = 8;

const makeImage = ({ world, nowMs }: Scene, { name, image, guest = {} }: Story): Image => {
  const installed = { ...usualGuest, ...guest };
  const isEbs = image.rootDeviceType !== 'instance-store';
  const snapshotId = newId(world, 'snap');
  const madeMs = nowMs - 30 * dayMs;
  if (isEbs)
    world.snapshots[snapshotId] = {
      id: snapshotId,
      volumeId: newId(world, 'vol'),
      sizeGib: rootGib,
      isEncrypted: false,
      description: '',
      startedMs: madeMs,
      dueMs: madeMs,
      guest: installed,
      tags: [],
    };
  const made: Image = {
    id: newId(world, 'ami'),
    name: `lab-${name}`,
    description: '',
    location: isEbs ? `lab/${name}` : `lab-bucket/${name}.manifest.xml`,
    createdMs: madeMs,
    dueMs: madeMs,
    isDeregistered: false,
    architecture: 'x86_64',
    virtualization: 'hvm',
    rootDeviceType: 'ebs',
    rootDeviceName: rootDevice,
    mappings: isEbs ? [{ device: rootDevice, ebs: { snapshotId, sizeGib: rootGib, deleteOnTermination: true } }] : [],
    ...(isEbs ? {} : { guest: installed }),
    tags: [],
    ...image,
  };
  world.images[made.id] = made;
  return made;
};

/** Launches a story's instance in the past, so that by now it has run for a day. */
const tellOne = (now: Scene, story: Story): void => {
  const scene: Scene = { ...now, nowMs: now.nowMs - dayMs };
  const image = makeImage(scene, story);
  const [instance] = launchInstances(
    scene,
    {
      image,
      type: story.type,
      subnet: subnets[0]!,
      interfaces: [{ deviceIndex: 0 }],
      mappings: image.mappings,
      instanceTags: [{ key: 'Name', value: story.name }],
      volumeTags: [],
      settings: {},
    },
    1,
  );
  Object.assign(instance!, story.instance);
};

const enrol = ({ world }: Scene, instanceId: string): void => {
  const group = world.groups.find(({ name }) => name === groupName);
  if (group !== undefined) {
    group.members.push({ instanceId, lifecycle: 'InService' });
    group.desired++;
  } else {
    world.groups.push({
      name: groupName,
      minSize: 0,
      maxSize: 4,
      desired: 1,
      members: [{ instanceId, lifecycle: 'InService' }],
    });
  }
};

/** Fills a region with the instances of stories, each running for a day, but for those that were stopped an hour ago. */
export const tell = (scene: Scene, names: readonly StoryName[]): void => {
  const { world, nowMs } = scene;
  const told = rows.filter(({ name }) => names.includes(name)) as readonly Story[];
  for (const story of told) tellOne(scene, story);
  settleInstances(scene);
  for (const instance of Object.values(world.instances)) {
    const story = told.find(({ name }) => instance.tags.some(({ value }) => value === name));
    if (story?.isInGroup) enrol(scene, instance.id);
    if (story?.isStopped) {
      scene.hosts.stop(instance.id);
      instance.state = 'stopped';
      instance.stateReason = instance.canHibernate ? stateReasons.userHibernated : stateReasons.userStopped;
      instance.transitionReason = userInitiated(nowMs - dayMs / 24);
    }
  }
};
