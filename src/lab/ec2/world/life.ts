import { instanceTypes } from '../../../spec/instanceTypes.ts';
import { adapterOf } from './adapterOf.ts';
import { guestOf, interfacesOf, volumesOf } from './devices.ts';
import { newHostPart } from './ids.ts';
import type { Instance } from './instance.ts';
import type { Scene } from './scene.ts';

const consoleBytes = 64 * 1024;

const boot = ({ world, hosts }: Scene, instance: Instance, atMs: number, before = ''): void => {
  const adapter = adapterOf(instance);
  const guest = guestOf(world, instance);
  const facts = instanceTypes.get(instance.type);
  instance.boots++;
  const outcome =
    guest === undefined
      ? { console: 'Booting from Hard Disk...\nBoot failed: not a bootable disk\n', isReachable: false }
      : hosts({
          guest,
          adapter,
          hasEnaDevice: facts?.enaSupport !== 'unsupported',
          type: instance.type,
          hypervisor: facts?.hypervisor ?? 'xen',
          virtualization: instance.virtualization,
          mac: interfacesOf(world, instance.id)[0]?.mac ?? '02:00:00:00:00:01',
          seed: world.seed + instance.boots,
        });
  instance.boot = { atMs, adapter, ...outcome, console: (before + outcome.console).slice(-consoleBytes) };
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
    if (instance.startsInto !== undefined) {
      instance.state = 'stopped';
      instance.stateReason = instance.startsInto;
      instance.transitionReason = instance.startsInto.code.startsWith('Server.') ? instance.startsInto.message : '';
      instance.startsInto = undefined;
      releaseAddresses(scene, instance);
      return;
    }
    instance.state = 'running';
    boot(scene, instance, atMs);
  },
  // The time of a running instance is over when its reboot is through.
  running: (scene, instance, atMs) => boot(scene, instance, atMs, instance.boot?.console),
  stopping: (scene, instance) => {
    instance.state = 'stopped';
    releaseAddresses(scene, instance);
  },
  stopped: () => {},
  'shutting-down': (scene, instance, atMs) => {
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
  }
  return hasChanged;
};
