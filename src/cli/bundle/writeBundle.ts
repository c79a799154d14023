import { basename } from 'node:path';
import { openDiagnosis } from '../../diagnosis/diagnosis.ts';
import type { Report } from '../../diagnosis/report.ts';
import { BundleFile } from '../../evidence/bundle/bundleFile.ts';
import { collectHost } from '../../evidence/bundle/collectHost.ts';
import { collectSources } from '../../evidence/bundle/collectSources.ts';
import { Redactor } from '../../evidence/bundle/redactor.ts';
import type { Host } from '../../evidence/live/host.ts';
import { realHost } from '../../evidence/live/realHost.ts';
import type { SourceSummary } from '../../evidence/source.ts';
import { readDurationMs } from '../duration.ts';
import { UnwritableFile } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import { renderJson } from '../render/json.ts';
import { renderTerminal } from '../render/terminal.ts';
import type { Shell } from '../shell.ts';
import type { CollectValues } from '../verbs/collect.ts';
import { version } from '../version.ts';

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it is there already, and --force was not said',
  EFBIG: 'the bundle grows too large; give it fewer sources',
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'its folder does not exist',
  ENOSPC: 'the disk is full',
};

/** What the doctor says of the host, redacted as the rest. It is told apart from evidence by how it begins. */
const addReport = (bundle: BundleFile, redactor: Redactor, report: Report): void => {
  const text = renderTerminal(report, { width: 120, color: false, all: true });
  bundle.add('report.json', redactor.text(renderJson(report)));
  bundle.add('report.txt', `# Report of ena doctor\n\n${redactor.text(text)}`);
};

const addAccount = (
  bundle: BundleFile,
  redactor: Redactor,
  values: CollectValues,
  parts: readonly SourceSummary[],
  now: Date,
): void => {
  const lines = [
    `ena collect ${version}, ${now.toISOString()}`,
    values['no-redact']
      ? 'Names and addresses stand as they were; passwords and keys were taken out.'
      : 'Addresses, host names and ids are pseudonyms, the same for the same one throughout.',
    'sha256sum --check SHA256SUMS tells whether it is whole; ena doctor reads the archive as it is.',
    ...parts.map(({ path, problem }) => redactor.line(`- ${path}${problem ? `: ${problem}` : ''}`)),
  ];
  bundle.add('about.txt', `${lines.join('\n')}\n`);
};

/** The one sentence why there is nothing to bundle; undefined where there is something. */
const reasonForNothing = (parts: readonly SourceSummary[]): string | undefined =>
  parts.every(({ lines, problem }) => lines === 0 && problem !== undefined)
    ? (parts[0]?.problem ?? 'nothing was read')
    : undefined;

/**
 * `ena collect`: writes the bundle, and says where it stands.
 *
 * @throws BadValue, UnwritableFile
 */
export const writeBundle = async (
  values: CollectValues,
  sources: readonly string[],
  shell: Shell,
  host: Host = realHost(),
): Promise<ExitCode> => {
  const forMs = values.for === undefined ? {} : { forMs: readDurationMs('--for', values.for) };
  const now = shell.now();
  const stamp = now.toISOString().replace(/\.\d+|[:-]/g, '');
  const path = values.output ?? `ena-${stamp}.tar.gz`;
  const words = values.redact?.split(',').filter((word) => word.trim() !== '') ?? [];
  const redactor = new Redactor({ words, keepsNames: values['no-redact'] === true });
  const folder =
    basename(path)
      .replace(/\.(?:tar\.gz|tgz)$/, '')
      .replace(/[^\w.-]/g, '_')
      .slice(0, 40) || 'ena';

  const collectInto = async (bundle: BundleFile): Promise<string | undefined> => {
    const diagnosis = openDiagnosis();
    const parts =
      sources.length > 0
        ? await collectSources(sources, bundle, redactor, { now: shell.now, stdin: shell.input() })
        : await collectHost(bundle, redactor, diagnosis.observe, {
            ...forMs,
            imds: !values['no-imds'],
            now: shell.now,
            host,
          });
    const reason = reasonForNothing(parts);
    if (reason !== undefined) return reason;
    if (sources.length === 0) addReport(bundle, redactor, diagnosis.report(parts));
    addAccount(bundle, redactor, values, parts, now);
    return undefined;
  };

  try {
    const bundle = new BundleFile(path, { now, folder, overwrites: values.force === true });
    const reason = await collectInto(bundle).catch((error: unknown) => {
      bundle.abandon();
      throw error;
    });
    if (reason !== undefined) {
      bundle.abandon();
      shell.err.write(`ena: ${reason}\n`);
      return 3;
    }
    const files = bundle.names.length;
    bundle.finish();
    shell.err.write(`${files} files stand in ${path}. Look through them before you pass it on.\n`);
    return 0;
  } catch (error) {
    const { code, message, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || (syscall === undefined && !(code in reasons))) throw error;
    throw new UnwritableFile(path, reasons[code] ?? message);
  }
};
