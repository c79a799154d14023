import type { Journal } from '../../recovery/journal.ts';
import type { Rest } from '../../recovery/journey.ts';
import { waysOn } from '../../recovery/problems.ts';
import type { ExitCode } from '../exitCode.ts';
import { operandFor } from './journalOf.ts';
import type { Session } from './session.ts';

/** What steps that were done leave behind when they are undone. */
const remainsOf = ({ plan, marks }: Journal): readonly string[] =>
  plan.steps.flatMap(({ name, leaves }) => (marks[name]?.phase === 'done' && leaves ? [leaves] : []));

/** Says how a journey came to rest. */
export const tellRest = (rest: Rest, journal: Journal, { instance, values, shell, layout }: Session): ExitCode => {
  if (rest.at === 'hand') {
    const work = (rest.step.byHand ?? []).map((line) => `  ${line}\n`).join('');
    shell.out.write(`${layout.palette.bold(rest.step.title)}\n${work}`);
    shell.out.write(`${waysOn(operandFor(instance, values), 'When that is done')}\n`);
    return 0;
  }
  const finished = rest.ended === 'finished';
  shell.out.write(finished ? 'Done.\n' : 'Rolled back: every step that was done is undone.\n');
  for (const line of finished ? journal.plan.afterwards : remainsOf(journal)) shell.out.write(`  - ${line}\n`);
  return 0;
};
