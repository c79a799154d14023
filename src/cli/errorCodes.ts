import type { ExplainableError } from '../diagnosis/explain.ts';
import {
  ArchiveDamaged,
  ArchiveTooLarge,
  FormatNotRead,
  InputUsedUp,
  NothingRecognised,
  ReaderDefect,
  SourceEmpty,
  SourceIsDevice,
  SourceNotFound,
  SourceNotText,
  SourcePartlyText,
  type SourceProblem,
  SourceUnreadable,
} from '../evidence/sources/problems.ts';
import { servedProblems } from '../lab/served/problems.ts';
import { machineProblems } from '../lab/vm/problems.ts';
import { recoveryProblems } from '../recovery/problems.ts';
import { fleetProblems } from '../watch/fleet/problems.ts';
import { cloudRows } from './cloud/cloudErrors.ts';
import { userErrors } from './errors.ts';
import { watchErrors } from './watch/watchErrors.ts';

/** One of each, to have its words. */
const sourceProblems: readonly SourceProblem[] = [
  new SourceNotFound(),
  new SourceUnreadable('EACCES, say'),
  new SourceEmpty('the file, folder or archive'),
  new SourceIsDevice(),
  new InputUsedUp(),
  new SourceNotText(),
  new SourcePartlyText(),
  new NothingRecognised(2),
  new FormatNotRead('its format'),
  new ArchiveDamaged('the archive is damaged'),
  new ArchiveTooLarge('the archive goes beyond a bound'),
  new ReaderDefect('what went wrong'),
];

/** Every error code of ena with what it means, for `ena explain CODE`. */
export const errorCodes: readonly ExplainableError[] = [
  ...[...userErrors, ...watchErrors, ...machineProblems, ...servedProblems].map(({ code, means }) => ({ code, means })),
  ...fleetProblems.map(({ code, means }) => ({ code, means })),
  ...recoveryProblems.map(({ code, means }) => ({ code, means })),
  ...cloudRows.map(({ code, means }) => ({ code, means })),
  ...sourceProblems.map(({ code, sentence }) => ({
    code,
    means: `A source could not be read as it should: ${sentence}`,
  })),
];
