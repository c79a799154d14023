import { openDiagnosis } from '../diagnosis/diagnosis.ts';
import type { Sink } from '../evidence/observation.ts';
import type { SourceSummary } from '../evidence/source.ts';
import { readWidth, wantsColor } from './appearance.ts';
import { isInstance } from './cloud/instanceId.ts';
import { readDurationMs } from './duration.ts';
import { OptionConflict } from './errors.ts';
import type { ExitCode } from './exitCode.ts';
import { printReport } from './printReport.ts';
import { openProgress } from './progress.ts';
import type { Shell } from './shell.ts';
import type { DoctorValues } from './verbs/doctor.ts';
import { verdictCode } from './verdictCode.ts';

/** Observes what a drill left, text by text. `--for` is how long the drill goes on. */
const lookAtLab = async (fault: string, values: DoctorValues, sink: Sink, now: () => Date) => {
  const [{ drillOf }, { readEvidence }] = await Promise.all([import('./lab/drillOf.ts'), import('../lab/conclude.ts')]);
  return readEvidence(drillOf('--lab', fault, values).evidence, sink, now);
};

const lookFromOutside = async (ids: readonly string[], { region }: DoctorValues, sink: Sink, now: () => Date) => {
  const { observeInstances } = await import('./cloud/observeInstances.ts');
  return observeInstances(ids, region, sink, now);
};

const look = async (
  values: DoctorValues,
  sources: readonly string[],
  sink: Sink,
  shell: Shell,
): Promise<readonly SourceSummary[]> => {
  const { now, input } = shell;
  if (values.lab !== undefined) return lookAtLab(values.lab, values, sink, now);
  if (sources.length === 0) {
    const forMs = values.for === undefined ? {} : { forMs: readDurationMs('--for', values.for) };
    const { observeHost } = await import('../evidence/live/index.ts');
    return observeHost(sink, { ...forMs, imds: !values['no-imds'], now });
  }
  const ids = sources.filter(isInstance);
  if (values.region !== undefined && ids.length === 0)
    throw new OptionConflict('--region', 'these sources', 'it is about an INSTANCE-ID');
  const fromOutside = ids.length === 0 ? [] : await lookFromOutside(ids, values, sink, now);
  const others = sources.filter((source) => !ids.includes(source));
  if (others.length === 0) return fromOutside;
  const { collect } = await import('../evidence/collect.ts');
  const progress = openProgress(shell.err, now, values['no-progress'] === true);
  try {
    const { summaries } = await collect(others, sink, { now, stdin: input(), onProgress: progress.show });
    return [...fromOutside, ...summaries];
  } finally {
    progress.close();
  }
};

/** Without an adapter there is no report to print, but the one sentence why. */
const reasonForNothing = (values: DoctorValues, summaries: readonly SourceSummary[]): string | undefined => {
  if (values.json || values.markdown || values.html !== undefined) return undefined;
  return summaries.every(({ lines, problem }) => lines === 0 && problem !== undefined)
    ? summaries[0]?.problem
    : undefined;
};

/**
 * `ena doctor`: looks at the sources, or at this host where there are none; prints the report.
 *
 * @throws BadValue, OptionConflict, UnwritableFile, CloudError
 */
export const examine = async (values: DoctorValues, sources: readonly string[], shell: Shell): Promise<ExitCode> => {
  // Before the reading, which can take minutes, finds out that there was a typing error.
  const layout = { width: readWidth(values.width, shell), color: wantsColor(values.color ?? 'auto', shell) };
  const diagnosis = openDiagnosis();
  const summaries = await look(values, sources, diagnosis.observe, shell);
  const reason = sources.length === 0 ? reasonForNothing(values, summaries) : undefined;
  if (reason !== undefined) {
    shell.err.write(`ena: ${reason}\n`);
    return 3;
  }
  const report = diagnosis.report(summaries);
  await printReport(report, values, layout, shell);
  return verdictCode(report);
};
