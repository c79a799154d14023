import type { Report } from '../../diagnosis/report.ts';
import { adviceOf, notices, problems } from './advice.ts';
import { environmentMarkdown } from './markdown/environment.ts';
import { findingMarkdown } from './markdown/findings.ts';
import { incidentsMarkdown } from './markdown/incidents.ts';
import { inline, prose, section } from './markdown/text.ts';
import { numberWords, timesWords } from './quantity.ts';
import { shownReport } from './shownReport.ts';
import { verdictWords } from './words.ts';

const mostFindings = 40;

/** The first `most`, and a line that counts the others. */
function listed<T>(all: readonly T[], most: number, text: (one: T) => string): string[] {
  const left = all.length - most;
  return [...all.slice(0, most).map(text), ...(left > 0 ? [`and ${numberWords(left)} more`] : [])];
}

/**
 * The report as Markdown for a support case or an issue: complete without the terminal it came from.
 *
 * Text of the evidence stands in fences longer than any run of backticks in it, or is escaped. Ends with a line feed.
 */
export function renderMarkdown(report: Report): string {
  const shown = shownReport(report);
  const advice = adviceOf(shown).map(({ text }, index) => `${index + 1}. ${prose(text)}`);
  const bullets = (texts: readonly string[]) => texts.map((text) => `- ${prose(text)}`).join('\n');
  const folded = listed(
    notices(shown),
    mostFindings,
    ({ title, id, count }) => `- ${inline(title)} (${inline(id)}, ${timesWords(count)})`,
  );
  return `${[
    `# ENA report: ${verdictWords[shown.verdict].toLowerCase()}`,
    `**${inline(shown.summary)}**`,
    section('Environment', environmentMarkdown(shown)),
    section('What happened', incidentsMarkdown(shown)),
    section('What was found', listed(problems(shown), mostFindings, (one) => findingMarkdown(one, shown)).join('\n\n')),
    section('What to do', advice.join('\n')),
    section('Notices, safe to ignore', folded.join('\n')),
    section('What this evidence cannot show', bullets(shown.limits)),
    section('To be collected next', bullets(shown.collect)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}
