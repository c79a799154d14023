import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { preflight } from '../diagnosis/preflight/preflight.ts';
import { lookAtMachine } from '../evidence/root/machine.ts';
import { realDisk } from '../evidence/root/realDisk.ts';
import { openRoot } from '../evidence/root/rootTree.ts';
import { readWidth, wantsColor } from './appearance.ts';
import { RootNotFound } from './errors.ts';
import type { ExitCode } from './exitCode.ts';
import { printReport } from './printReport.ts';
import type { Shell } from './shell.ts';
import type { PreflightValues } from './verbs/preflight.ts';
import { verdictCode } from './verdictCode.ts';

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/**
 * `ena preflight`: looks at this machine's files, or at those below `--root`; prints the report.
 *
 * @throws BadValue, RootNotFound, UnwritableFile
 */
export const lookAhead = async (values: PreflightValues, shell: Shell): Promise<ExitCode> => {
  const layout = { width: readWidth(values.width, shell), color: wantsColor(values.color ?? 'auto', shell) };
  const root = values.root === undefined ? '/' : resolve(values.root);
  if (!isFolder(root)) throw new RootNotFound(root);
  const live = root === '/';
  const tree = openRoot(realDisk(root), live ? '' : root);
  const secureBoot = values['secure-boot'];
  const machine = await lookAtMachine(tree, {
    live,
    ...(secureBoot !== undefined && { secureBoot: secureBoot === 'on' }),
  });
  const report = await preflight(machine, {
    root: live ? undefined : root,
    elsewhere: values.elsewhere === true,
    refused: tree.refused,
  });
  await printReport(report, values, layout, shell);
  return verdictCode(report);
};
