import type { Told } from '../../happening.ts';
import { happeningText } from '../happeningText.ts';
import { reasonOf } from './nodeCondition.ts';

/** Whoever looks at a node's events wants what went wrong and what came of it, not that somebody watches. */
const kinds: ReadonlySet<Told['kind']> = new Set([
  'problem-opened',
  'incident-closed',
  'heartbeat-late',
  'adapter-left',
]);

/** The API refuses longer ones. */
const longestMessage = 1024;

/** An event of a node as node-problem-detector makes them, or `undefined` for what is none. */
export const nodeEvent = (told: Told, nodeName: string, host: string) => {
  if (!kinds.has(told.kind)) return undefined;
  const { severity, adapter, about, sentence } = happeningText(told);
  const time = new Date(told.atMs).toISOString();
  const message = `${adapter === undefined ? '' : `${adapter}: `}${sentence}`;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${nodeName}.ena-${told.atMs.toString(16)}-${told.seq}`, namespace: 'default' },
    // The kubelet and node-problem-detector put the name where the UID belongs: kubectl finds a node's events by it.
    involvedObject: { apiVersion: 'v1', kind: 'Node', name: nodeName, uid: nodeName },
    type: severity === 'notice' ? 'Normal' : 'Warning',
    reason: `Ena${reasonOf(about ?? told.kind)}`,
    message: message.slice(0, longestMessage),
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
    source: { component: 'enakit', host },
    reportingComponent: 'enakit',
    reportingInstance: host,
  };
};
