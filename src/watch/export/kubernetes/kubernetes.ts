import type { Feed } from '../../feed.ts';
import { Courier, type CourierWorld, type Delivered } from '../delivery/courier.ts';
import { deliver } from '../delivery/deliver.ts';
import type { RunningExport } from '../exportEnd.ts';
import type { ApiServer } from './apiServer.ts';
import { type NodeCondition, nodeCondition } from './nodeCondition.ts';
import { nodeEvent } from './nodeEvent.ts';

export interface KubernetesOptions {
  readonly server: ApiServer;
  readonly nodeName: string;
  now(): number;
  tell(sentence: string): void;
  readonly world: CourierWorld;
}

/** What does not change is told again in this time, as node-problem-detector does: a condition that ages is a dead agent. */
const heartbeatMs = 300_000;

const isSame = (one: NodeCondition | undefined, other: NodeCondition): boolean =>
  one?.status === other.status && one.reason === other.reason && one.message === other.message;

/** Keeps the condition `EnaProblem` of the node, and makes events of what happens. */
export const exportKubernetes = (feed: Feed, options: KubernetesOptions): RunningExport => {
  const { server, nodeName, now, tell, world } = options;
  const send = async (method: 'POST' | 'PATCH', path: string, type: string, body: unknown): Promise<Delivered> =>
    deliver(
      {
        method,
        url: `${server.url}${path}`,
        headers: { authorization: `Bearer ${server.token()}`, 'content-type': type },
        body: JSON.stringify(body),
        ...(server.ca !== undefined && { ca: server.ca }),
      },
      now(),
    );

  type Event = NonNullable<ReturnType<typeof nodeEvent>>;
  const events = new Courier<Event>({
    to: 'The API server (events)',
    mostPerBatch: 1,
    gatherMs: 0,
    tell,
    world,
    send: async ([event]) => {
      const went = await send('POST', '/api/v1/namespaces/default/events', 'application/json', event);
      // An attempt whose answer was lost: the event is there.
      return went.as === 'refused' && went.why.endsWith('409') ? { as: 'taken' } : went;
    },
  });

  let told: { condition: NodeCondition; sinceMs: number; atMs: number } | undefined;
  const conditions = new Courier<NodeCondition>({
    to: 'The API server (condition)',
    mostPerBatch: Number.POSITIVE_INFINITY,
    gatherMs: 0,
    tell,
    world,
    send: () => {
      const { condition, sinceMs } = told!;
      const times = {
        lastHeartbeatTime: new Date(now()).toISOString(),
        lastTransitionTime: new Date(sinceMs).toISOString(),
      };
      const path = `/api/v1/nodes/${encodeURIComponent(nodeName)}/status`;
      const body = { status: { conditions: [{ ...condition, ...times }] } };
      return send('PATCH', path, 'application/strategic-merge-patch+json', body);
    },
  });
  const look = (): void => {
    const condition = nodeCondition(feed.problems);
    const nowMs = now();
    if (isSame(told?.condition, condition) && Math.abs(nowMs - told!.atMs) < heartbeatMs) return;
    const sinceMs = told?.condition.status === condition.status ? told.sinceMs : nowMs;
    told = { condition, sinceMs, atMs: nowMs };
    conditions.push(condition);
  };

  look();
  const unsubscribe = feed.subscribe({
    happened: (happening) => {
      const event = nodeEvent(happening, nodeName, feed.host.hostname ?? nodeName);
      if (event !== undefined) events.push(event);
      look();
    },
    sampled: look,
  });
  return {
    close: async () => {
      unsubscribe();
      await Promise.all([events.close(), conditions.close()]);
    },
  };
};
