import type { Ec2 } from './ec2/calls.ts';
import { attachmentOf, imageStateOf, lifecycleOf, type Moment, momentOf } from './look.ts';
import type { Condition } from './plan.ts';

/** What one look at the world showed. */
export interface Sight {
  readonly holds: boolean;
  /** How it is now, in a word or two, for whoever waits. */
  readonly now: string;
  /** It will not come to hold any more; one sentence. */
  readonly hopeless?: string;
}

/** Looks again and again at one condition; remembers what it saw before. */
export type Watch = (ask: Ec2) => Promise<Sight>;

type Of<Holds extends Condition['holds']> = Extract<Condition, { readonly holds: Holds }>;

const fellBack = ({ reason, transition }: Moment): string =>
  `EC2 accepted the start, and the instance fell back to stopped${reason || transition ? ` (${reason ?? transition})` : ''}`;

/** Whether a start was tried since `before`: EC2 stamps each with a launch time, and gives a failure a reason. */
export const wasStarted = (before: Moment, now: Moment): boolean =>
  now.launched !== before.launched || now.reason !== before.reason || now.transition !== before.transition;

const instanceState = ({ instance, is }: Of<'instance-state'>, before: Moment | undefined): Watch => {
  let rose = false;
  return async (ask) => {
    const now = await momentOf(ask, instance);
    rose ||= now.state === 'pending' || now.state === 'running';
    const holds = now.state === is;
    if (holds) return { holds, now: now.state };
    if (is !== 'terminated' && (now.state === 'terminated' || now.state === 'shutting-down'))
      return {
        holds,
        now: now.state,
        hopeless: `${instance} was terminated meanwhile${now.reason ? ` (${now.reason})` : ''}`,
      };
    const back = is === 'running' && now.state === 'stopped';
    if (back && (rose || (before !== undefined && wasStarted(before, now))))
      return { holds, now: now.state, hopeless: fellBack(now) };
    return { holds, now: now.state };
  };
};

const statusOk = ({ instance }: Of<'status-ok'>): Watch => {
  let stops = 0;
  return async (ask) => {
    const { InstanceStatuses = [] } = await ask('DescribeInstanceStatus', {
      InstanceIds: [instance],
      IncludeAllInstances: true,
    });
    const [status] = InstanceStatuses;
    const own = status?.InstanceStatus?.Status ?? 'unknown';
    const system = status?.SystemStatus?.Status ?? 'unknown';
    const holds = own === 'ok' && system === 'ok';
    const { state, reason } = holds ? { state: 'running', reason: undefined } : await momentOf(ask, instance);
    // One look may be older than the start; two in a row that it is down are believed.
    stops = state === 'stopped' || state === 'stopping' ? stops + 1 : 0;
    const now = `instance ${own}, system ${system}`;
    return stops < 2
      ? { holds, now }
      : { holds, now, hopeless: `${instance} did not keep running${reason ? ` (${reason})` : ''}` };
  };
};

const attached =
  ({ volume, instance }: Of<'volume-attached'>): Watch =>
  async (ask) => {
    const { state, attached } = await attachmentOf(ask, volume);
    const holds = attached?.InstanceId === instance && attached.State === 'attached';
    return { holds, now: attached?.State ?? state };
  };

const watches: { readonly [Holds in Condition['holds']]: (of: Of<Holds>, before: Moment | undefined) => Watch } = {
  'instance-state': instanceState,
  'status-ok': statusOk,
  'ena-flag':
    ({ instance, is }) =>
    async (ask) => {
      const { EnaSupport } = await ask('DescribeInstanceAttribute', { InstanceId: instance, Attribute: 'enaSupport' });
      const on = EnaSupport?.Value === true;
      return { holds: on === is, now: on ? 'on' : 'off' };
    },
  standby:
    ({ instance }) =>
    async (ask) => {
      const now = (await lifecycleOf(ask, instance)) ?? 'in no group';
      return { holds: now === 'Standby', now };
    },
  'in-service':
    ({ instance }) =>
    async (ask) => {
      const now = (await lifecycleOf(ask, instance)) ?? 'in no group';
      return { holds: now === 'InService', now };
    },
  'snapshot-completed':
    ({ snapshot }) =>
    async (ask) => {
      const { Snapshots = [] } = await ask('DescribeSnapshots', { SnapshotIds: [snapshot] });
      const now = Snapshots.find(({ SnapshotId }) => SnapshotId === snapshot)?.State ?? 'unknown';
      return {
        holds: now === 'completed',
        now,
        ...(now === 'error' && { hopeless: `the snapshot ${snapshot} failed` }),
      };
    },
  'volume-free':
    ({ volume }) =>
    async (ask) => {
      const { state, attached } = await attachmentOf(ask, volume);
      return { holds: state === 'available', now: attached?.State ?? state };
    },
  'volume-attached': attached,
  'image-available':
    ({ image }) =>
    async (ask) => {
      const now = (await imageStateOf(ask, image)) ?? 'unknown';
      const hopeless = now === 'failed' || now === 'invalid' ? { hopeless: `the image ${image} is ${now}` } : {};
      return { holds: now === 'available', now, ...hopeless };
    },
  'image-gone':
    ({ image }) =>
    async (ask) => {
      const now = (await imageStateOf(ask, image)) ?? 'gone';
      return { holds: now === 'gone' || now === 'deregistered', now };
    },
};

/** Opens a watch. `before` is the instance as it was before the call whose effect is waited for. */
export const watch = <Holds extends Condition['holds']>(condition: Of<Holds>, before?: Moment): Watch =>
  watches[condition.holds as Holds](condition, before);
