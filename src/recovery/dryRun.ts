import { Ec2Error } from '../evidence/ec2/ec2Error.ts';
import { callRows, type Ec2, type PlannedCall } from './ec2/calls.ts';
import { errorKind } from './ec2/errorKind.ts';
import { wanted } from './ec2/fill.ts';
import type { Plan, Step } from './plan.ts';

/** What EC2 says of a call it was asked to only pretend. */
export interface Rehearsal {
  readonly step: Step;
  readonly call: PlannedCall;
  readonly answer: 'would succeed' | 'would fail' | 'cannot be asked';
  /** EC2's code, or why it cannot be asked. */
  readonly why?: string;
}

/** EC2 answers a dry run with an error, always. An endpoint that answers otherwise has made the call: it is asked no more. */
const ignored = 'the endpoint ignores DryRun, and made the call';

const rehearse = async (ask: Ec2, step: Step, call: PlannedCall): Promise<Rehearsal> => {
  const cannot = (why: string): Rehearsal => ({ step, call, answer: 'cannot be asked', why });
  if (callRows[call.name].service !== 'ec2') return cannot('Auto Scaling knows no dry run');
  const missing = wanted(call.input);
  if (missing.length > 0) return cannot(`it needs the ${missing.join(', ')} of an earlier step`);
  try {
    await ask(call.name, { ...call.input, DryRun: true } as never);
    return { step, call, answer: 'would fail', why: ignored };
  } catch (error) {
    if (!(error instanceof Ec2Error)) throw error;
    if (error.code === 'DryRunOperation') return { step, call, answer: 'would succeed' };
    if (step.needs !== undefined && errorKind(error) === 'not-yet')
      return cannot('EC2 answers once the step before is done');
    return { step, call, answer: 'would fail', why: error.code };
  }
};

/**
 * Asks EC2's DryRun for every call of a plan, in order. Nothing is changed. EC2 checks permissions and parameters;
 * states, too, in part: a step that needs the instance stopped may be told so before it is.
 */
export const rehearsePlan = async (ask: Ec2, plan: Plan): Promise<readonly Rehearsal[]> => {
  const rehearsals: Rehearsal[] = [];
  for (const step of plan.steps) {
    if (step.call === undefined) continue;
    const rehearsal = await rehearse(ask, step, step.call);
    rehearsals.push(rehearsal);
    if (rehearsal.why === ignored) break;
  }
  return rehearsals;
};
