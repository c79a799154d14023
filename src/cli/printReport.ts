import type { Report } from '../diagnosis/report.ts';
import type { Shell } from './shell.ts';

/** The forms a report may be asked for in. */
export interface ReportForms {
  readonly json?: boolean;
  readonly markdown?: boolean;
  /** A file for the web page, or `-` for standard output. */
  readonly html?: string;
  readonly all?: boolean;
}

/** The report in the form that was asked for, for standard output. */
const rendered = async (report: Report, forms: ReportForms, layout: { width: number; color: boolean }) => {
  if (forms.html === '-') return (await import('./render/html.ts')).renderHtml(report);
  if (forms.json) return (await import('./render/json.ts')).renderJson(report);
  if (forms.markdown) return (await import('./render/markdown.ts')).renderMarkdown(report);
  const { renderTerminal } = await import('./render/terminal.ts');
  return renderTerminal(report, { ...layout, all: forms.all === true });
};

const writePage = async (report: Report, path: string, shell: Shell): Promise<void> => {
  const { renderHtml } = await import('./render/html.ts');
  const { writeAtomically } = await import('./writeAtomically.ts');
  await writeAtomically(path, renderHtml(report));
  shell.err.write(`The report stands in ${path}\n`);
};

/**
 * Prints a report, and writes its web page where one is asked for.
 *
 * @throws UnwritableFile
 */
export const printReport = async (
  report: Report,
  forms: ReportForms,
  layout: { width: number; color: boolean },
  shell: Shell,
): Promise<void> => {
  if (forms.html !== undefined && forms.html !== '-') await writePage(report, forms.html, shell);
  shell.out.write(await rendered(report, forms, layout));
};
