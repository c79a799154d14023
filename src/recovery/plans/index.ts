import { costsOf } from '../costs.ts';
import type { Plan, PlanKind } from '../plan.ts';
import { checksOf } from '../refusals.ts';
import type { Wish } from '../wish.ts';
import { replace } from './replace.ts';
import { rescue } from './rescue.ts';
import { disable, enable } from './switch.ts';

const bodies: Readonly<Record<PlanKind, (wish: Wish) => Pick<Plan, 'purpose' | 'steps' | 'afterwards'>>> = {
  disable,
  enable,
  rescue,
  replace,
};

/** The plan for a wish against which nothing speaks (`refusalsOf`). */
export const planFor = (wish: Wish): Plan => ({
  kind: wish.kind,
  instance: wish.target.id,
  costs: costsOf(wish),
  checks: checksOf(wish),
  unchecked: wish.target.unseen,
  ...bodies[wish.kind](wish),
});
