import { instanceTypes } from '../../../../spec/instanceTypes.ts';
import { flag, some, text } from '../../protocol/shapes.ts';
import type { Xml } from '../../protocol/xml.ts';
import { refusals } from '../../refusals/index.ts';
import { stateOf } from '../../rows/instanceRow.ts';
import { rootVolumeOf } from '../../world/devices.ts';
import type { Instance, StateName } from '../../world/instance.ts';
import { begin } from '../../world/life.ts';
import type { Scene } from '../../world/scene.ts';
import { stateReasons, userInitiated } from '../../world/stateReasons.ts';
import { type Action, action } from '../action.ts';
import { findInstances } from '../find.ts';

const changes = (instances: readonly Instance[], change: (instance: Instance) => void): Xml =>
  instances.map((instance) => {
    const previousState = stateOf(instance.state);
    change(instance);
    return { instanceId: instance.id, currentState: stateOf(instance.state), previousState };
  });

const isOneOf = (state: StateName, ...states: readonly StateName[]): boolean => states.includes(state);

/** Nothing is stopped unless everything can be. */
const checkStop = (instance: Instance, Hibernate: boolean | undefined): void => {
  const { id, state } = instance;
  if (instance.rootDeviceType === 'instance-store') throw refusals.instanceStoreRoot(id);
  if (instance.spot === 'one-time') throw refusals.spotStop(id);
  if (isOneOf(state, 'terminated', 'shutting-down')) throw refusals.cannotStop(id);
  if (state === 'pending') throw instance.boots === 0 ? refusals.neverRan(id) : refusals.cannotStop(id);
  if (state === 'running' && instance.disableApiStop) throw refusals.stopProtected(id);
  if (Hibernate && !instance.canHibernate) throw refusals.cannotHibernate(id);
};

const stopInstances = action(
  'StopInstances',
  { InstanceId: some(text), Hibernate: flag, Force: flag, SkipOsShutdown: flag },
  {
    finds: (scene, { InstanceId }) => findInstances(scene, InstanceId),
    does: ({ nowMs, timings }, { Hibernate }, instances) => {
      for (const instance of instances) checkStop(instance, Hibernate);
      const stop = (instance: Instance) => {
        if (instance.state !== 'running') return;
        instance.state = 'stopping';
        instance.dueMs = nowMs + timings.stoppingMs;
        instance.isHibernated = Hibernate === true;
        instance.stateReason = Hibernate ? stateReasons.userHibernated : stateReasons.userStopped;
        instance.transitionReason = userInitiated(nowMs);
      };
      return { instancesSet: changes(instances, stop) };
    },
  },
);

const checkStart = ({ world }: Scene, instance: Instance): void => {
  const { id, state, type } = instance;
  if (instance.rootDeviceType === 'instance-store') throw refusals.instanceStoreStart(id);
  if (isOneOf(state, 'stopping', 'shutting-down', 'terminated')) throw refusals.cannotStart(id);
  if (state !== 'stopped') return;
  if (rootVolumeOf(world, instance) === undefined) throw refusals.noRoot(id, instance.rootDeviceName);
  if (instanceTypes.get(type)?.enaSupport === 'required' && !instance.enaSupport)
    throw refusals.enaRequiredOfInstance(type);
};

const startInstances = action(
  'StartInstances',
  { InstanceId: some(text), AdditionalInfo: text },
  {
    finds: (scene, { InstanceId }) => findInstances(scene, InstanceId),
    does: (scene, _, instances) => {
      for (const instance of instances) checkStart(scene, instance);
      return {
        instancesSet: changes(instances, (instance) => {
          if (instance.state === 'stopped') begin(scene, instance);
        }),
      };
    },
  },
);

const rebootInstances = action(
  'RebootInstances',
  { InstanceId: some(text) },
  {
    finds: (scene, { InstanceId }) => findInstances(scene, InstanceId),
    does: ({ nowMs, timings }, _, instances) => {
      for (const { id, state } of instances) if (state !== 'running') throw refusals.cannotReboot(id);
      for (const instance of instances) instance.dueMs = nowMs + timings.rebootMs;
      return { return: true };
    },
  },
);

const terminateInstances = action(
  'TerminateInstances',
  { InstanceId: some(text), Force: flag, SkipOsShutdown: flag },
  {
    finds: (scene, { InstanceId }) => findInstances(scene, InstanceId),
    does: ({ nowMs, timings }, _, instances) => {
      for (const { id, disableApiTermination } of instances)
        if (disableApiTermination) throw refusals.terminationProtected(id);
      const terminate = (instance: Instance) => {
        if (isOneOf(instance.state, 'shutting-down', 'terminated')) return;
        instance.state = 'shutting-down';
        instance.dueMs = nowMs + timings.shuttingDownMs;
        instance.stateReason = stateReasons.userStopped;
        instance.transitionReason = userInitiated(nowMs);
      };
      return { instancesSet: changes(instances, terminate) };
    },
  },
);

/** What starts, stops and ends instances. */
export const stateActions: readonly Action[] = [stopInstances, startInstances, rebootInstances, terminateInstances];
