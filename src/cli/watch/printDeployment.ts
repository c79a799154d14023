import { prints } from '../../watch/export/print/index.ts';
import { printNames } from '../../watch/export/print/names.ts';
import { BadValue } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import type { Shell } from '../shell.ts';

/** `ena watch --print WHAT`. @throws BadValue */
export const printDeployment = (what: string, { out }: Shell): ExitCode => {
  const name = printNames.find((known) => known === what);
  if (name === undefined) throw new BadValue('--print', what, printNames.join(', '));
  out.write(prints[name]());
  return 0;
};
