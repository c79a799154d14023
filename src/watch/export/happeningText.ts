import type { Severity } from '../../diagnosis/report.ts';
import type { Happening } from '../happening.ts';

/** What a line about a happening needs: how grave it is, which adapter, and a sentence. */
export interface HappeningText {
  readonly severity: Severity;
  /** Absent where it is the machine's. */
  readonly adapter?: string;
  /** The id of the finding or cause. */
  readonly about?: string;
  readonly sentence: string;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const endings = { recovered: 'It recovered', failed: 'It did not come back', unknown: 'Its end was not seen' } as const;

/** A happening in a sentence, for logs, events and messages. */
export const happeningText = (happening: Happening): HappeningText => {
  switch (happening.kind) {
    case 'problem-opened':
    case 'problem-changed':
    case 'problem-closed': {
      const { id, severity, adapter, title } = happening.problem.finding;
      const isOver = happening.kind === 'problem-closed';
      const sentence = isOver ? `Over: ${title}.` : `${title}.`;
      return { severity: isOver ? 'notice' : severity, ...(adapter !== undefined && { adapter }), about: id, sentence };
    }
    case 'incident-opened': {
      const { adapter, cause } = happening.incident.incident;
      const sentence = `The adapter is reset (cause: ${cause}).`;
      return { severity: 'warning', ...(adapter !== undefined && { adapter }), about: cause, sentence };
    }
    case 'incident-closed': {
      const { adapter, cause, blame, outcome, durationSeconds } = happening.incident.incident;
      const lasted = durationSeconds === undefined ? '' : ` after ${durationSeconds.toFixed(1)} s`;
      const sentence = `The adapter was reset (cause: ${cause}, to blame: ${blame}). ${endings[outcome]}${lasted}.`;
      const severity = outcome === 'failed' ? 'critical' : 'warning';
      return { severity, ...(adapter !== undefined && { adapter }), about: cause, sentence };
    }
    case 'adapter-came':
    case 'adapter-left': {
      const { adapter, interfaces } = happening;
      const named = interfaces.length === 0 ? '' : ` (${interfaces.join(', ')})`;
      const sentence = `The adapter${named} ${happening.kind === 'adapter-came' ? 'came' : 'left'}.`;
      return { severity: 'notice', adapter, sentence };
    }
    case 'heartbeat-late': {
      const { adapter, silentMs, watchdogMs } = happening;
      const sentence = `No keep-alive for ${seconds(silentMs)}; after ${seconds(watchdogMs)} the driver resets the adapter.`;
      return { severity: 'warning', adapter, about: 'keep-alive-timeout', sentence };
    }
    case 'blind':
      return { severity: 'notice', sentence: happening.what };
    case 'withheld':
      return { severity: 'notice', about: happening.of, sentence: happening.why };
  }
};
