import type { Step } from '../plan.ts';
import type { Wish } from '../wish.ts';
import { awaitStop, enterStandby, exitStandby, start, stop, verify } from './steps.ts';

/** Steps of which some happen while the instance is stopped; before and after come what its state and group ask for. */
export const stoppedBetween = ({ target, standby }: Wish, whileStopped: readonly Step[], whyStart: string): Step[] => {
  const { id, state, group, lifecycle } = target;
  const member = standby && group !== undefined && lifecycle !== 'Standby' ? group : undefined;
  return [
    ...(member === undefined ? [] : [enterStandby(id, member)]),
    ...(state === 'running' ? [stop(id)] : state === 'stopping' ? [awaitStop(id)] : []),
    ...whileStopped,
    start(id, whyStart),
    verify(id),
    ...(member === undefined ? [] : [exitStandby(id, member)]),
  ];
};
