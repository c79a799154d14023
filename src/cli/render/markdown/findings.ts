import type { Finding, Report } from '../../../diagnosis/report.ts';
import { numberWords } from '../quantity.ts';
import { adapterLabel, blameWords, occurrence, valueWords } from '../words.ts';
import { code, fenced, inline, prose } from './text.ts';

const mostPlaces = 10;

function evidence(finding: Finding): string {
  const lines = finding.evidence.slice(0, mostPlaces).map(({ source, line, text }) => `${source}:${line}  ${text}`);
  const left = finding.evidence.length - lines.length;
  if (left > 0) lines.push(`and ${numberWords(left)} more`);
  return lines.length > 0 ? fenced(lines) : '';
}

/** A finding in full, its evidence in a fence. */
export function findingMarkdown(finding: Finding, report: Report): string {
  const adapter = adapterLabel(report, finding.adapter);
  const facts = [
    code(finding.id),
    inline(occurrence(finding)),
    adapter && inline(adapter),
    finding.confidence,
    `blame: ${blameWords[finding.blame]}`,
  ];
  const values = valueWords(finding.values).map(inline).join(', ');
  return [
    `### ${finding.severity[0]?.toUpperCase()}${finding.severity.slice(1)}: ${inline(finding.title)}`,
    facts.filter(Boolean).join(' · '),
    prose(finding.meaning),
    values ? `Measured: ${values}` : '',
    evidence(finding),
  ]
    .filter(Boolean)
    .join('\n\n');
}
