import type { Finding, Incident } from '../../../diagnosis/report.ts';
import type { Told } from '../../../watch/happening.ts';

/** Something that lasted, on the time axis. */
export type Band = {
  readonly key: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isOpen: boolean;
} & (
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'problem'; readonly finding: Finding }
);

/** Incidents and problems of a span, oldest first; what is open lasts until now. */
export const bandsOf = (happenings: readonly Told[], nowMs: number): readonly Band[] => {
  const bands = new Map<string, Band>();
  for (const told of happenings) {
    const isOver = told.kind.endsWith('-closed');
    const end = { toMs: isOver ? told.atMs : nowMs, isOpen: !isOver };
    if ('incident' in told) {
      const { key, incident, openedMs: fromMs } = told.incident;
      bands.set(`incident ${key}`, { kind: 'incident', key, incident, fromMs, ...end });
    } else if ('problem' in told) {
      const { key, finding, openedMs: fromMs } = told.problem;
      bands.set(`problem ${key} ${fromMs}`, { kind: 'problem', key, finding, fromMs, ...end });
    }
  }
  return [...bands.values()];
};
