import { openDiagnosis } from '../../src/diagnosis/diagnosis.ts';
import type { Report } from '../../src/diagnosis/report.ts';
import { collect } from '../../src/evidence/collect.ts';

/** The day on which every scenario is read: stamps without a year are before it. */
const now = () => new Date('2026-11-23T12:00:00Z');

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

export interface Examined {
  readonly report: Report;
  /** Ids of the findings, and `healthy` where that is the verdict. */
  readonly ids: ReadonlySet<string>;
}

/** What the doctor says of these files. */
export const examine = async (paths: readonly string[], stdin = ''): Promise<Examined> => {
  const diagnosis = openDiagnosis();
  const { summaries } = await collect(paths, diagnosis.observe, { now, stdin: bytes(stdin) });
  const report = diagnosis.report(summaries);
  const ids = new Set(report.findings.map(({ id }) => id));
  if (report.verdict === 'healthy') ids.add('healthy');
  return { report, ids };
};

/** What the doctor says of a text given on standard input. */
export const examineText = (text: string): Promise<Examined> => examine(['-'], text);
