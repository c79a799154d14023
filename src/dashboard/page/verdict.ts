import type { State } from '../../watch/http/wire.ts';

/** The colour of the verdict: that of the gravest problem. */
export const verdictTone = ({ verdict, problems, incidents }: State): string => {
  if (verdict === 'healthy') return 'healthy';
  if (verdict === 'no-evidence') return 'unknown';
  const isCritical = incidents.length > 0 || problems.some(({ finding }) => finding.severity === 'critical');
  return isCritical ? 'critical' : 'warning';
};

export const verdictWord = ({ verdict, incidents }: State): string => {
  if (incidents.length > 0) return 'Resetting';
  return { healthy: 'Healthy', problems: 'Problems', 'no-evidence': 'Connecting' }[verdict];
};
