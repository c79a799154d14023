import type { Told } from '../../happening.ts';
import type { History } from '../../store/history.ts';

/** What a custom plugin of node-problem-detector says: an exit code and a line. */
export interface PluginVerdict {
  /** 0 all is well, 1 something is wrong, 2 it cannot be told. Source: custom_plugin_monitor.md. */
  readonly code: 0 | 1 | 2;
  readonly line: string;
}

/** node-problem-detector cuts what is longer, unless its configuration says otherwise. */
const longestLine = 80;
/** An agent that kept nothing for so long does not watch. */
const staleMs = 60_000;

const cut = (text: string): string => (text.length > longestLine ? `${text.slice(0, longestLine - 1)}…` : text);

/** What was opened and not closed since. */
const openIn = (told: readonly Told[]): readonly string[] => {
  const open = new Map<string, string>();
  for (const one of told) {
    if (!('problem' in one)) continue;
    const { key, finding } = one.problem;
    if (one.kind === 'problem-closed') open.delete(key);
    else open.set(key, `${finding.adapter ?? 'host'}: ${finding.id}`);
  }
  return [...open.values()];
};

/** Reads from the agent's history whether something is wrong now. */
export const pluginVerdict = async (history: History, nowMs: number): Promise<PluginVerdict> => {
  const silentMs = nowMs - (await history.newestRoundMs());
  if (silentMs > staleMs) return { code: 2, line: 'No agent of enakit keeps a history here.' };
  const told = await history.happenings(0, Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY);
  const open = openIn(told);
  return open.length === 0 ? { code: 0, line: 'ENA works.' } : { code: 1, line: cut(open.join(', ')) };
};
