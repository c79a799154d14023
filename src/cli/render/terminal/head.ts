import type { Adapter, Report } from '../../../diagnosis/report.ts';
import type { SourceSummary } from '../../../evidence/source.ts';
import { numberWords } from '../quantity.ts';
import { cutStart, textWidth, wrap, wrapCut } from '../text.ts';
import { adapterName, driverWords, sourceKindWords, verdictWords } from '../words.ts';
import { inBody, type Layout, labelled } from './layout.ts';
import type { Paint } from './paint.ts';

/** More adapters or sources than this are counted, not listed. */
const mostListed = 8;

function verdictPaint(report: Report, layout: Layout): Paint {
  const { palette } = layout;
  if (report.verdict === 'healthy') return palette.green;
  if (report.verdict === 'no-evidence') return palette.yellow;
  return report.findings.some((finding) => finding.severity === 'critical') ? palette.red : palette.yellow;
}

function adapterText(adapter: Adapter): string {
  return `${adapterName(adapter)}${adapter.host ? ` on ${adapter.host}` : ''}: ${driverWords(adapter.driver)}`;
}

function sourceLines(source: SourceSummary, layout: Layout): string[] {
  const { palette, prose } = layout;
  const counts = `${numberWords(source.adapterLines)} of ${numberWords(source.lines)} lines about ENA`;
  const unread = source.problem !== undefined && source.lines === 0;
  const facts = unread ? 'not read' : `${sourceKindWords[source.kind]}, ${counts}`;
  const path = cutStart(source.path, Math.max(prose - facts.length - 2, 20));
  const lines =
    textWidth(path) + 2 + facts.length <= prose
      ? [`${path}  ${palette.dim(facts)}`]
      : [path, ...wrap(facts, prose).map(palette.dim)];
  if (source.problem) lines.push(...wrap(source.problem, prose).map(palette.yellow));
  return lines;
}

/** Sources that say nothing about ENA and had no problem are counted: an archive has hundreds of them. */
function listedSources(report: Report, layout: Layout): { listed: SourceSummary[]; left: number } {
  const telling = report.sources.filter((source) => source.adapterLines > 0 || source.problem);
  const wanted = telling.length > 0 && !layout.all ? telling : report.sources;
  const listed = wanted.slice(0, layout.all ? undefined : mostListed);
  return { listed, left: report.sources.length - listed.length };
}

/** The verdict's word in the gutter; where it is too long for that, in front of the sentence. */
function verdictLines(report: Report, layout: Layout): string[] {
  const { palette, prose, gutter } = layout;
  const word = verdictWords[report.verdict].toUpperCase();
  const paint = verdictPaint(report, layout);
  if (word.length < gutter) return labelled(layout, word, wrap(report.summary, prose).map(palette.bold), paint);
  const [first = '', ...rest] = wrap(`${word}: ${report.summary}`, prose);
  return [paint(word) + palette.bold(first.slice(word.length)), ...inBody(layout, rest.map(palette.bold))];
}

/** The verdict, then what it was judged on: adapters and sources. */
export function headLines(report: Report, layout: Layout): string[] {
  const { palette, prose } = layout;
  const lines = [...verdictLines(report, layout), ''];

  const adapters = report.adapters.slice(0, layout.all ? undefined : mostListed);
  const adapterLines = adapters.flatMap((adapter) => wrapCut(adapterText(adapter), prose, 3));
  const moreAdapters = report.adapters.length - adapters.length;
  if (moreAdapters > 0) adapterLines.push(palette.dim(`and ${numberWords(moreAdapters)} more`));
  if (adapterLines.length > 0) lines.push(...labelled(layout, 'Adapter', adapterLines, palette.dim));

  const { listed, left } = listedSources(report, layout);
  const read = listed.flatMap((source) => sourceLines(source, layout));
  if (left > 0) read.push(palette.dim(`and ${numberWords(left)} more`));
  if (read.length > 0) lines.push(...labelled(layout, 'Read', read, palette.dim));
  return lines;
}
