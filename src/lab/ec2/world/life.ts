import { interfacesOf, volumesOf } from './devices.ts';
import { newHostPart } from './ids.ts';
import type { Instance, StateReason } from './instance.ts';
import { boot, isOff, lookAt } from './power.ts';
import type { Scene } from './scene.ts';
import { stateReasons } from './stateReasons.ts';

/** How soon a machine that boots, or is being switched off, is looked at again. */
const lookAgainMs = 500;

const lookAgain = ({ nowMs }: Scene, instance: Instance): void => {
  instance.dueMs = nowMs + lookAgainMs;
};

const fallBack = (scene: Scene, instance: Instance, reason: StateReason): void => {
  instance.state = 'stopped';
  instance.stateReason = reason;
  instance.transitionReason = reason.code.startsWith('Server.') ? reason.message : '';
  instance.startsInto = undefined;
  releaseAddresses(scene, instance);
};

const releaseAddresses = ({ world }: Scene, { id }: Instance): void => {
  for (const face of interfacesOf(world, id)) if (face.hasAutoPublicIp) face.publicIp = undefined;
};

const letGo = ({ world }: Scene, { id }: Instance): void => {
  for (const volume of volumesOf(world, id)) {
    if (volume.attachment!.deleteOnTermination) delete world.volumes[volume.id];
    else volume.attachment = undefined;
  }
  for (const face of interfacesOf(world, id)) {
    if (face.attachment!.deleteOnTermination) delete world.networkInterfaces[face.id];
    else face.attachment = undefined;
  }
  for (const { members } of world.groups) {
    const at = members.findIndex(({ instanceId }) => instanceId === id);
    if (at !== -1) members.splice(at, 1);
  }
};

/** What happens when the time of a state is over. */
const endings: Readonly<Record<Instance['state'], (scene: Scene, instance: Instance, atMs: number) => void>> = {
  pending: (scene, instance, atMs) => {
    const { hosts } = scene;
    const { id, startsInto } = instance;
    if (startsInto !== undefined) return fallBack(scene, instance, startsInto);
    if (hosts.look(id) === undefined) boot(scene, instance);
    const phase = hosts.look(id)?.phase;
    if (phase === 'booting') return lookAgain(scene, instance);
    if (phase === 'failed') {
      hosts.stop(id);
      return fallBack(scene, instance, stateReasons.serverError);
    }
    instance.state = 'running';
    instance.boot = { ...instance.boot!, atMs };
  },
  // The time of a running instance is over when it is to reboot.
  running: (scene, instance, atMs) => {
    boot(scene, instance, instance.boot?.console);
    instance.boot = { ...instance.boot!, atMs };
  },
  stopping: (scene, instance) => {
    if (!isOff(scene, instance)) return lookAgain(scene, instance);
    instance.state = 'stopped';
    releaseAddresses(scene, instance);
  },
  stopped: () => {},
  'shutting-down': (scene, instance, atMs) => {
    if (!isOff(scene, instance)) return lookAgain(scene, instance);
    instance.state = 'terminated';
    instance.dueMs = atMs + scene.timings.forgetMs;
    letGo(scene, instance);
  },
  terminated: ({ world }, { id }) => {
    delete world.instances[id];
  },
};

/** Sends an instance into `pending`, from where it goes on by itself. */
export const begin = ({ world, nowMs, timings }: Scene, instance: Instance): void => {
  instance.state = 'pending';
  instance.dueMs = nowMs + timings.pendingMs;
  instance.launchedMs = nowMs;
  instance.stateReason = undefined;
  instance.transitionReason = '';
  instance.isHibernated = false;
  for (const face of interfacesOf(world, instance.id))
    if (face.hasAutoPublicIp) face.publicIp = `198.18.${newHostPart(world)}`;
};

/** Lets happen what is due. Says whether anything was. */
export const settleInstances = (scene: Scene): boolean => {
  let hasChanged = false;
  for (const instance of Object.values(scene.world.instances)) {
    while (instance.dueMs !== undefined && instance.dueMs <= scene.nowMs) {
      const atMs = instance.dueMs;
      instance.dueMs = undefined;
      endings[instance.state](scene, instance, atMs);
      hasChanged = true;
    }
    if (instance.state === 'running' && lookAt(scene, instance)) hasChanged = true;
  }
  return hasChanged;
};

/** Lets running instances reboot, whose machines ended with an earlier endpoint. */
export const bootAgain = ({ world, nowMs }: Scene): void => {
  for (const instance of Object.values(world.instances)) if (instance.state === 'running') instance.dueMs = nowMs;
};
