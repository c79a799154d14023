import type { AdapterView, State } from '../../watch/http/wire.ts';
import { overdueOf } from './now/silence.ts';

/** What is said first. */
export interface VerdictView {
  /** The colour: that of the gravest problem. */
  readonly tone: 'healthy' | 'warning' | 'critical' | 'unknown';
  readonly word: string;
  readonly sentence: string;
}

/** How an adapter is called: by its interfaces, or where it sits. */
export const nameOf = ({ interfaces, pci }: AdapterView): string => interfaces.join('/') || pci;

const wholeSeconds = (ms: number): string => `${Math.floor(ms / 1000)} s`;

/** Between a keep-alive that did not come and the watchdog nothing is wrong yet, and all is not well. */
const overdueView = (adapters: readonly AdapterView[], nowMs: number): VerdictView | undefined => {
  const overdue = overdueOf(adapters, nowMs);
  if (overdue === undefined) return undefined;
  const { adapter, silence } = overdue;
  const silent = `No keep-alive from ${nameOf(adapter)} for ${wholeSeconds(silence.silentMs)}`;
  const limit = wholeSeconds(adapter.heartbeat!.watchdogMs);
  return silence.tone === 'late'
    ? { tone: 'warning', word: 'Keep-alive overdue', sentence: `${silent}. After ${limit} its driver resets it.` }
    : { tone: 'critical', word: 'Silent', sentence: `${silent}: longer than the ${limit} its driver waits.` };
};

/** The verdict on everything that is watched, at a moment. */
export const verdictView = (
  { verdict, summary, problems, incidents }: State,
  adapters: readonly AdapterView[],
  nowMs: number,
): VerdictView => {
  if (verdict === 'no-evidence') {
    return summary === ''
      ? { tone: 'unknown', word: 'Connecting', sentence: 'Waiting for the first look.' }
      : { tone: 'unknown', word: 'Nothing to see', sentence: summary };
  }
  if (incidents.length > 0) return { tone: 'critical', word: 'Resetting', sentence: summary };
  if (verdict === 'healthy')
    return overdueView(adapters, nowMs) ?? { tone: 'healthy', word: 'Healthy', sentence: summary };
  const isCritical = problems.some(({ finding }) => finding.severity === 'critical');
  return { tone: isCritical ? 'critical' : 'warning', word: 'Problems', sentence: summary };
};
