import type { Rest } from '../../recovery/journey.ts';
import type { Plan } from '../../recovery/plan.ts';
import type { ExitCode } from '../exitCode.ts';
import type { Session } from './session.ts';

/** Says how a journey came to rest. */
export const tellRest = (rest: Rest, plan: Plan, { instance, shell, layout }: Session): ExitCode => {
  if (rest.at === 'hand') {
    const work = (rest.step.byHand ?? []).map((line) => `  ${line}\n`).join('');
    shell.out.write(`${layout.palette.bold(rest.step.title)}\n${work}`);
    shell.out.write(
      `When that is done: ena recover --resume ${instance}; to undo all: ena recover --rollback ${instance}\n`,
    );
    return 0;
  }
  shell.out.write(rest.ended === 'finished' ? 'Done.\n' : 'Rolled back: everything is as it was.\n');
  if (rest.ended === 'finished') for (const line of plan.afterwards) shell.out.write(`  - ${line}\n`);
  return 0;
};
