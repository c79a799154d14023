import type { Report } from '../diagnosis/report.ts';
import type { ExitCode } from './exitCode.ts';

/** How `ena doctor` ends. What nobody could read is never called healthy. */
export const verdictCode = ({ verdict, sources }: Pick<Report, 'verdict' | 'sources'>): ExitCode => {
  if (verdict === 'problems') return 1;
  const anyRead = sources.some(({ problem, lines }) => problem === undefined || lines > 0);
  return verdict === 'healthy' && anyRead ? 0 : 3;
};
