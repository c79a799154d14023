import type { Report } from '../../diagnosis/report.ts';
import { shownReport } from './shownReport.ts';
import { actionLines } from './terminal/actions.ts';
import { findingLines } from './terminal/findings.ts';
import { headLines } from './terminal/head.ts';
import { incidentLines } from './terminal/incidents.ts';
import { createLayout, type TerminalOptions } from './terminal/layout.ts';

export type { TerminalOptions } from './terminal/layout.ts';

/**
 * The report as text for a terminal: the verdict, what happened, what was found, what to do.
 *
 * Control characters of the evidence are written out; the only escape sequences are the colours asked for.
 * No line is wider than `width` (40 to 200 columns). Ends with a line feed.
 */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const layout = createLayout(options);
  const shown = shownReport(report);
  const blocks = [
    headLines(shown, layout),
    ...incidentLines(shown, layout),
    ...findingLines(shown, layout),
    ...actionLines(shown, layout),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
