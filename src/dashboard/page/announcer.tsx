import type { Told } from '../../watch/happening.ts';
import type { Model } from './model/model.ts';

const sentence = (told: Told): string | undefined => {
  switch (told.kind) {
    case 'problem-opened':
      return `${told.problem.finding.severity}: ${told.problem.finding.title}`;
    case 'problem-closed':
      return `Over: ${told.problem.finding.title}`;
    case 'incident-opened':
      return 'A reset began';
    case 'incident-closed':
      return `The reset is over: ${told.incident.incident.outcome}`;
    case 'heartbeat-late':
      return 'A keep-alive is overdue';
    default:
      return undefined;
  }
};

/** Tells those who hear the page what happened. What came long ago is not told again. */
export const Announcer = ({ model }: { readonly model: Model }) => {
  const sinceMs = model.clock.nowMs() - 10_000;
  const words = model.happenings.filter(({ atMs }) => atMs > sinceMs).flatMap((told) => sentence(told) ?? []);
  return (
    <p class="unseen" role="status" aria-live="polite">
      {model.link === 'lost' ? 'The connection is lost.' : words.slice(-3).join('. ')}
    </p>
  );
};
