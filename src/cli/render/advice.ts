import type { Finding, Report } from '../../diagnosis/report.ts';

/** One thing to do, and the findings that ask for it. */
export interface Advice {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Findings that need somebody: all that are more than a notice. */
export function problems(report: Report): Finding[] {
  return report.findings.filter((finding) => finding.severity !== 'notice');
}

export function notices(report: Report): Finding[] {
  return report.findings.filter((finding) => finding.severity === 'notice');
}

/** More than this nobody does at night; the weightiest findings' advice comes first. */
const mostAdvice = 6;

/**
 * What to do, each thing once, in the order of the findings' weight. Notices ask for nothing, unless `all` is
 * asked for, or unless they are all there is to go by ("this is no ENA interface"). At most six unless `all`.
 */
export function adviceOf(report: Report, all = false): Advice[] {
  const asking = all || report.verdict === 'no-evidence' ? report.findings : problems(report);
  const byText = new Map<string, Finding[]>();
  for (const finding of asking) {
    for (const text of new Set(finding.advice)) {
      const known = byText.get(text);
      if (known) known.push(finding);
      else byText.set(text, [finding]);
    }
  }
  const advice = Array.from(byText, ([text, findings]) => ({ text, findings }));
  return all ? advice : advice.slice(0, mostAdvice);
}
