import { OpenJournal } from '../../recovery/journal.ts';
import { journalFile } from '../../recovery/journalFile.ts';
import { beginJournal, travel, turnBack } from '../../recovery/journey.ts';
import type { Plan } from '../../recovery/plan.ts';
import { PlanChanged } from '../../recovery/problems.ts';
import { readWidth, wantsColor } from '../appearance.ts';
import { BadValue, NotConfirmed } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import { createPalette } from '../render/terminal/paint.ts';
import type { Shell } from '../shell.ts';
import type { RecoverValues } from '../verbs/recover.ts';
import { inWords } from './cloudErrors.ts';
import { confirmed } from './confirm.ts';
import { isInstanceId } from './instanceId.ts';
import { locked, pathFor, requireFree, unfinished } from './journalOf.ts';
import { endpointOf, type Machinery, machinery } from './machinery.ts';
import { makePlan } from './makePlan.ts';
import { planText, refusalText, rehearsalText } from './planText.ts';
import { type Connected, connected, type Session, toolsFor } from './session.ts';
import { tellRest } from './tellRest.ts';

const dialects = {
  aws: async () => (await import('../../recovery/print/awsCli.ts')).awsCli,
  powershell: async () => (await import('../../recovery/print/powershell.ts')).powershell,
} as const;

const isDialect = (word: string): word is keyof typeof dialects => Object.hasOwn(dialects, word);

const printed = async (plan: Plan, language: string): Promise<string> => {
  if (!isDialect(language)) throw new BadValue('--print', language, 'aws or powershell');
  const { printPlan } = await import('../../recovery/print/dialect.ts');
  return printPlan(plan.steps, await dialects[language]());
};

const goOn = async (session: Session): Promise<ExitCode> => {
  const { instance, values, shell } = session;
  const path = pathFor(instance, values, shell);
  // Where there is nothing to go on with, no folder is made either.
  await unfinished(instance, path, shell);
  return locked(path, async () => {
    const journal = new OpenJournal(journalFile(path), await unfinished(instance, path, shell));
    return connected(session, journal.now.region, async (at) => {
      if (values.rollback) await turnBack(journal);
      return tellRest(await travel(toolsFor(session, at, journal)), journal.now, session);
    });
  });
};

const act = async (session: Session, at: Connected, plan: Plan, token: string): Promise<ExitCode> => {
  const { instance, values, shell } = session;
  const path = pathFor(instance, values, shell);
  return locked(path, async () => {
    await requireFree(path, values);
    if (!values.yes && !(await confirmed(instance, shell))) throw new NotConfirmed(instance);
    const again = await makePlan(at.ask, instance, values, token);
    if (!('plan' in again) || JSON.stringify(again.plan) !== JSON.stringify(plan)) throw new PlanChanged(instance);
    const endpoint = endpointOf(shell.env);
    const origin = { region: at.region, ...(endpoint !== undefined && { endpoint }) };
    const journal = await beginJournal(journalFile(path), plan, shell.now(), origin);
    return tellRest(await travel(toolsFor(session, at, journal)), journal.now, session);
  });
};

const rehearse = async ({ shell, layout }: Session, { ask }: Connected, plan: Plan): Promise<ExitCode> => {
  const { rehearsePlan } = await import('../../recovery/dryRun.ts');
  const rehearsals = await rehearsePlan(ask, plan);
  shell.out.write(rehearsalText(rehearsals, layout));
  return rehearsals.some(({ answer }) => answer === 'would fail') ? 1 : 0;
};

const planAnd = async (session: Session): Promise<ExitCode> => {
  // Said before anything is asked: whoever has begun one thing is not to be led into another.
  const { instance, values, shell, on, layout } = session;
  if (values.apply) await requireFree(pathFor(instance, values, shell), values);
  return connected(session, values.region, async (at) => {
    const token = on.newToken();
    const planned = await makePlan(at.ask, instance, values, token);
    if ('refusals' in planned) {
      shell.out.write(refusalText(planned.refusals, layout));
      return 1;
    }
    const { plan } = planned;
    if (values.print !== undefined) {
      shell.out.write(await printed(plan, values.print));
      return 0;
    }
    shell.out.write(planText(plan, layout));
    if (values['dry-run']) return rehearse(session, at, plan);
    if (values.apply) return act(session, at, plan, token);
    shell.out.write('\nNothing was done. --apply does it; --dry-run asks EC2 whether it may; --print aws prints it.\n');
    return 0;
  });
};

/**
 * `ena recover`: plans, and acts when told to.
 *
 * @returns 0 when the plan was shown or has come to its end, 1 when there is a reason against it or a step failed
 * @throws BadValue, NotConfirmed, CloudError, RecoveryError
 */
export const runRecover = (
  values: RecoverValues,
  instance: string,
  shell: Shell,
  on: Machinery = machinery,
): Promise<ExitCode> => {
  for (const id of [instance, ...(values.rescue === undefined ? [] : [values.rescue])])
    if (!isInstanceId(id)) throw new BadValue('INSTANCE-ID', id, 'an id such as i-0123456789abcdef0');
  if (values.print !== undefined && !isDialect(values.print))
    throw new BadValue('--print', values.print, 'aws or powershell');
  const palette = createPalette(wantsColor(values.color ?? 'auto', shell));
  const session: Session = { instance, values, shell, on, layout: { width: readWidth(values.width, shell), palette } };
  const asked = { instance, ...(values.region !== undefined && { region: values.region }) };
  return inWords(asked, () => (values.resume || values.rollback ? goOn(session) : planAnd(session)));
};
