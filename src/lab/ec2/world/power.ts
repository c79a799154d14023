import { instanceTypes } from '../../../spec/instanceTypes.ts';
import { adapterOf } from './adapterOf.ts';
import { guestOf, interfacesOf } from './devices.ts';
import { consoleBytes, type Machine } from './hosts.ts';
import type { Instance } from './instance.ts';
import type { Scene } from './scene.ts';

const nothingToBoot = {
  console: 'Booting from Hard Disk...\nBoot failed: not a bootable disk\n',
  isReachable: false,
} as const;

/** Boots what is on the root volume of an instance, with the adapter the instance gets. The console goes on behind `said`. */
export const boot = (scene: Scene, instance: Instance, said = ''): void => {
  const { world, hosts, nowMs } = scene;
  const { id, type, virtualization } = instance;
  const adapter = adapterOf(instance);
  const guest = guestOf(world, instance);
  const facts = instanceTypes.get(type);
  const [face] = interfacesOf(world, id);
  instance.boots++;
  if (guest === undefined) {
    hosts.stop(id);
    instance.boot = { atMs: nowMs, adapter, ...nothingToBoot };
    return;
  }
  const machine: Machine = {
    guest,
    adapter,
    hasEnaDevice: facts?.enaSupport !== 'unsupported',
    type,
    hypervisor: facts?.hypervisor ?? 'xen',
    virtualization,
    mac: face?.mac ?? '02:00:00:00:00:01',
    privateIp: face?.privateIp ?? '172.31.0.1',
    seed: world.seed + instance.boots,
  };
  hosts.start(id, machine, said);
  instance.boot = { atMs: nowMs, adapter, console: '', isReachable: false };
  lookAt(scene, instance);
};

/** Puts down what can be seen of an instance's machine; while it boots its time counts from now. Says whether it is news. */
export const lookAt = ({ hosts, nowMs }: Scene, instance: Instance): boolean => {
  const { id, boot } = instance;
  const sight = hosts.look(id);
  if (boot === undefined || sight === undefined) return false;
  const { phase, isReachable } = sight;
  const console = sight.console.slice(-consoleBytes);
  if (phase !== 'booting' && console === boot.console && isReachable === boot.isReachable) return false;
  instance.boot = { ...boot, console, isReachable, ...(phase === 'booting' && { atMs: nowMs }) };
  return true;
};

/** Whether the machine of an instance is off; one that is not is switched off. */
export const isOff = ({ hosts }: Scene, { id }: Instance): boolean => {
  hosts.stop(id);
  return hosts.look(id) === undefined;
};
