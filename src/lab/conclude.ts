import { openDiagnosis } from '../diagnosis/diagnosis.ts';
import type { Report } from '../diagnosis/report.ts';
import type { Sink } from '../evidence/observation.ts';
import type { SourceSummary } from '../evidence/source.ts';
import { TextReader } from '../evidence/textReader.ts';

/** A text, by the name a file of it would have. */
export interface Evidence {
  readonly name: string;
  readonly text: string;
}

/** Observes texts, one after the other. */
export const readEvidence = (evidence: readonly Evidence[], sink: Sink, now: () => Date): readonly SourceSummary[] =>
  evidence.map(({ name, text }): SourceSummary => {
    const reader = new TextReader(name, now, sink);
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const [i, line] of lines.entries()) reader.read({ text: line, number: i + 1 });
    const { kind, adapterLines } = reader.end();
    return { path: name, kind, lines: lines.length, adapterLines };
  });

/** What the doctor says of texts. */
export const conclude = (evidence: readonly Evidence[], now: () => Date): Report => {
  const diagnosis = openDiagnosis();
  return diagnosis.report(readEvidence(evidence, diagnosis.observe, now));
};
