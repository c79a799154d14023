import { Ec2Error } from '../../evidence/ec2/ec2Error.ts';
import { backoffMs, type Clock } from '../clock.ts';
import { callRows, type Ec2 } from './calls.ts';
import { errorKind } from './errorKind.ts';

export interface PatienceLimits {
  /** How often a call is made at most. */
  readonly attempts: number;
  /** How often, where no answer came: an endpoint that is down is told before that of a busy account. */
  readonly unanswered: number;
  readonly firstMs: number;
  readonly longestMs: number;
  /** Least time between two calls: the account's rate belongs to others too. */
  readonly gapMs: number;
}

export const ordinaryPatience: PatienceLimits = {
  attempts: 6,
  unanswered: 6,
  firstMs: 500,
  longestMs: 20_000,
  gapMs: 0,
};

/** For whoever waits in front of a terminal before anything has begun: an endpoint that is down is told within seconds. */
export const briefPatience: PatienceLimits = { ...ordinaryPatience, attempts: 3, unanswered: 3 };

/** For a whole account: five calls a second, where EC2 refills twenty. */
export const surveyPatience: PatienceLimits = { ...ordinaryPatience, attempts: 10, unanswered: 3, gapMs: 200 };

/**
 * Repeats calls that were throttled, and reads whose answer was lost. A call that changes something and whose answer
 * was lost is never repeated here: whoever made it must look at the world first.
 */
export const patient = (ask: Ec2, clock: Clock, limits: PatienceLimits = ordinaryPatience): Ec2 => {
  let nextMs = Number.NEGATIVE_INFINITY;
  return async (name, input) => {
    for (let attempt = 0; ; attempt++) {
      const waitMs = nextMs - clock.nowMs();
      if (waitMs > 0) await clock.sleep(waitMs);
      nextMs = clock.nowMs() + limits.gapMs;
      try {
        return await ask(name, input);
      } catch (error) {
        if (!(error instanceof Ec2Error)) throw error;
        const kind = errorKind(error);
        if (attempt + 1 >= (kind === 'uncertain' ? limits.unanswered : limits.attempts)) throw error;
        const harmless = kind === 'throttled' || (kind === 'uncertain' && !callRows[name].writes);
        if (!harmless) throw error;
        await clock.sleep(backoffMs(attempt, limits.firstMs, limits.longestMs, clock));
      }
    }
  };
};
