import type { Ec2 } from '../../recovery/ec2/calls.ts';
import type { Plan, PlanKind } from '../../recovery/plan.ts';
import { planFor } from '../../recovery/plans/index.ts';
import { type Refusal, refusalsOf } from '../../recovery/refusals.ts';
import { lookAt } from '../../recovery/situation.ts';
import { kindFor, type Wish } from '../../recovery/wish.ts';
import type { RecoverValues } from '../verbs/recover.ts';

/** A plan, or why there is none. */
export type Planned = { readonly plan: Plan } | { readonly refusals: readonly Refusal[] };

const kindWished = (values: RecoverValues): PlanKind | undefined => {
  if (values.enable) return 'enable';
  if (values.rescue !== undefined) return 'rescue';
  return values.manifest === undefined ? undefined : 'replace';
};

/** Looks at the instance, and at the rescue instance where one is named, and plans. @throws Ec2Error */
export const makePlan = async (ask: Ec2, id: string, values: RecoverValues, token: string): Promise<Planned> => {
  const target = await lookAt(ask, id);
  const wish: Wish = {
    kind: kindWished(values) ?? kindFor(target),
    target,
    token,
    standby: values.standby === true,
    acceptDataLoss: values['accept-data-loss'] === true,
    ...(values.manifest !== undefined && { manifest: values.manifest }),
    ...(values.rescue !== undefined && { via: await lookAt(ask, values.rescue) }),
  };
  const refusals = refusalsOf(wish);
  return refusals.length > 0 ? { refusals } : { plan: planFor(wish) };
};
