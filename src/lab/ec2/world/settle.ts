import type { Lifecycle, Member } from './group.ts';
import { settleInstances } from './life.ts';
import type { Scene } from './scene.ts';
import type { Volume } from './storage.ts';

const settleVolume = (volume: Volume): void => {
  volume.dueMs = undefined;
  volume.isCreating = false;
  if (volume.attachment?.state === 'attaching') volume.attachment.state = 'attached';
  else if (volume.attachment?.state === 'detaching') volume.attachment = undefined;
};

const lifecycleAfter: Readonly<Partial<Record<Lifecycle, Lifecycle>>> = {
  EnteringStandby: 'Standby',
  Pending: 'InService',
};

const settleMember = (member: Member): void => {
  member.dueMs = undefined;
  member.lifecycle = lifecycleAfter[member.lifecycle] ?? member.lifecycle;
};

/** Lets happen in a region what is due by now. Says whether anything was. */
export const settle = (scene: Scene): boolean => {
  const isDue = ({ dueMs }: { readonly dueMs?: number | undefined }) => dueMs !== undefined && dueMs <= scene.nowMs;
  const volumes = Object.values(scene.world.volumes).filter(isDue);
  volumes.forEach(settleVolume);
  const members = scene.world.groups.flatMap((group) => group.members).filter(isDue);
  members.forEach(settleMember);
  return settleInstances(scene) || volumes.length > 0 || members.length > 0;
};
