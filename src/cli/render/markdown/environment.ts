import type { Report } from '../../../diagnosis/report.ts';
import { numberWords, plural } from '../quantity.ts';
import { driverWords, sourceKindWords } from '../words.ts';
import { cellCode, inline, table } from './text.ts';

const mostRows = 30;

/** The adapters, and what was read. */
export function environmentMarkdown(report: Report): string {
  const adapters = report.adapters
    .slice(0, mostRows)
    .map((one) => [
      cellCode(one.pci ?? ''),
      one.interfaces.map(cellCode).join(', '),
      cellCode(one.host ?? ''),
      inline(driverWords(one.driver)),
    ]);
  const telling = report.sources.filter((source) => source.adapterLines > 0 || source.problem);
  const sources = (telling.length > 0 ? telling : report.sources)
    .slice(0, mostRows)
    .map((one) => [
      cellCode(one.path),
      sourceKindWords[one.kind],
      numberWords(one.lines),
      numberWords(one.adapterLines),
      inline(one.problem ?? ''),
    ]);
  const left = report.sources.length - sources.length;
  return [
    adapters.length > 0 ? table(['Adapter', 'Interfaces', 'Host', 'Driver'], adapters) : '',
    sources.length > 0 ? table(['Source', 'Kind', 'Lines', 'About ENA', 'Problem'], sources) : '',
    left > 0 ? `and ${plural(left, 'more source')}` : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}
