import { flag, list, text } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { stateOf, timeOf } from '../../rows/instanceRow.ts';
import type { Instance } from '../../world/instance.ts';
import type { Scene } from '../../world/scene.ts';
import { action } from '../action.ts';
import { type Filterable, filters, passing } from '../filter.ts';
import { findAll } from '../find.ts';
import { page, paging } from '../page.ts';

type Health = 'ok' | 'impaired' | 'initializing' | 'not-applicable';

/** The system check looks at the host, which in the lab is sound; the instance check wants an answer over the network. */
const healthOf = ({ nowMs, timings }: Scene, { state, boot }: Instance): { system: Health; instance: Health } => {
  if (state !== 'running' || boot === undefined) return { system: 'not-applicable', instance: 'not-applicable' };
  if (nowMs < boot.atMs + timings.checksMs) return { system: 'initializing', instance: 'initializing' };
  return { system: 'ok', instance: boot.isReachable ? 'ok' : 'impaired' };
};

const reachability = { ok: 'passed', impaired: 'failed', initializing: 'initializing' } as const;

const checkRow = (health: Health, impairedSinceMs: number) => ({
  status: health,
  details:
    health === 'not-applicable'
      ? undefined
      : [
          {
            name: 'reachability',
            status: reachability[health],
            impairedSince: health === 'impaired' ? timeOf(impairedSinceMs) : undefined,
          },
        ],
});

const statusFilters = (scene: Scene): Filterable<Instance> => ({
  'availability-zone': ({ availabilityZone }) => [availabilityZone],
  'instance-state-name': ({ state }) => [state],
  'instance-status.status': (instance) => [healthOf(scene, instance).instance],
  'instance-status.reachability': (instance) => {
    const { instance: health } = healthOf(scene, instance);
    return [health === 'not-applicable' ? undefined : reachability[health]];
  },
  'system-status.status': (instance) => [healthOf(scene, instance).system],
});

/** DescribeInstanceStatus: what EC2 thinks of the host and of the guest. */
export const describeInstanceStatus = action(
  'DescribeInstanceStatus',
  {
    InstanceId: list(text),
    Filter: filters,
    IncludeAllInstances: flag,
    IncludeManagedResources: flag,
    ...paging,
  },
  {
    isRead: true,

    finds: ({ world }, { InstanceId }) => findAll(world, 'instance', InstanceId),
    does: (scene, { InstanceId, Filter, IncludeAllInstances, ...asked }, instances) => {
      if (InstanceId.length > 0 && asked.MaxResults !== undefined) throw refusals.idsWithPaging();
      const looked = instances.filter(({ state }) => IncludeAllInstances || state === 'running');
      const chosen = passing(looked, Filter, statusFilters(scene));
      const { rows, nextToken } = page(chosen, ({ id }) => id, asked, { least: 5, most: 1000 });
      return {
        instanceStatusSet: rows.map((instance) => {
          const { system, instance: guest } = healthOf(scene, instance);
          const sinceMs = (instance.boot?.atMs ?? 0) + scene.timings.checksMs;
          return {
            instanceId: instance.id,
            availabilityZone: instance.availabilityZone,
            instanceState: stateOf(instance.state),
            systemStatus: checkRow(system, sinceMs),
            instanceStatus: checkRow(guest, sinceMs),
          };
        }),
        nextToken,
      };
    },
  },
);
