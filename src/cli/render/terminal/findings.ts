import type { Finding, Report, Severity } from '../../../diagnosis/report.ts';
import { notices, problems } from '../advice.ts';
import { numberWords, plural, timesWords } from '../quantity.ts';
import { cut, textWidth, wrap } from '../text.ts';
import { adapterLabel, blameWords, occurrence, valueWords } from '../words.ts';
import { evidenceLines } from './evidence.ts';
import { inBody, type Layout, labelled } from './layout.ts';
import type { Paint } from './paint.ts';

const mostFindings = 20;
const mostValues = 8;

const severityPaint = (severity: Severity, layout: Layout): Paint =>
  ({ critical: layout.palette.red, warning: layout.palette.yellow, notice: layout.palette.dim })[severity];

/** A finding in full: title, when, how sure, meaning, values, evidence. */
function findingBlock(finding: Finding, report: Report, layout: Layout): string[] {
  const { palette, prose } = layout;
  const facts = [
    occurrence(finding),
    adapterLabel(report, finding.adapter),
    finding.confidence,
    finding.blame === 'unknown' ? 'blame not known' : `blame: ${blameWords[finding.blame]}`,
    finding.id,
  ];
  const values = valueWords(finding.values);
  const listed = values.slice(0, layout.all ? undefined : mostValues);
  if (values.length > listed.length) listed.push(`and ${numberWords(values.length - listed.length)} more`);
  return [
    ...labelled(
      layout,
      finding.severity.toUpperCase(),
      wrap(finding.title, prose).map(palette.bold),
      severityPaint(finding.severity, layout),
    ),
    ...inBody(layout, wrap(facts.filter(Boolean).join(' · '), prose).map(palette.dim)),
    ...inBody(layout, wrap(finding.meaning, prose)),
    ...(listed.length > 0 ? inBody(layout, wrap(listed.join(', '), prose)) : []),
    ...evidenceLines(finding.evidence, layout),
  ];
}

/** A notice in one line: it is there to be recognised and ignored. */
function noticeLine(finding: Finding, layout: Layout): string {
  const room = layout.width - layout.gutter - 2;
  const often = finding.count > 1 ? `  ${timesWords(finding.count)}` : '';
  const title = cut(finding.title, room - often.length);
  const id = room - textWidth(title) - often.length - 2;
  const name = id >= finding.id.length ? `  ${finding.id}` : '';
  return `- ${title}${layout.palette.dim(often + name)}`;
}

/** What was found, by weight; notices folded to a line each unless all is asked for. */
export function findingLines(report: Report, layout: Layout): string[][] {
  const { palette, all } = layout;
  const found = all ? report.findings : problems(report);
  const listed = found.slice(0, all ? undefined : mostFindings);
  const blocks = listed.map((finding) => findingBlock(finding, report, layout));
  blocks[0]?.unshift(palette.bold('What was found'));
  if (found.length > listed.length) {
    blocks.push(inBody(layout, [palette.dim(`and ${plural(found.length - listed.length, 'more finding')}`)]));
  }
  const folded = all ? [] : notices(report);
  if (folded.length > 0) {
    const lines = folded.slice(0, mostFindings).map((finding) => noticeLine(finding, layout));
    if (folded.length > mostFindings) lines.push(palette.dim(`and ${numberWords(folded.length - mostFindings)} more`));
    blocks.push([palette.bold('Notices'), ...inBody(layout, lines)]);
  }
  return blocks;
}
