import { Ec2Error } from '../protocol/ec2Error.ts';
import { requestRefusals } from '../protocol/requestRefusals.ts';
import type { Instance } from '../world/instance.ts';
import { stateReasons } from '../world/stateReasons.ts';

/** What can go wrong with a call. */
export interface FaultKind {
  readonly says: string;
  /** The call does nothing and this is the answer. */
  readonly refuses?: () => Ec2Error;
  /** The connection is cut: before the call does anything, or when it has and the answer is to go out. */
  readonly cuts?: 'before' | 'after';
  /** The call takes this much longer of real time, unless told, in milliseconds. */
  readonly delayMs?: number;
  /** What becomes of instances that the call names. */
  readonly spoils?: (instance: Instance) => void;
}

const fallsBack = (reason: keyof typeof stateReasons) => (instance: Instance) => {
  if (instance.state === 'pending') instance.startsInto = stateReasons[reason];
};

/** Faults of calls, by their names. */
export const faultKinds = {
  throttle: {
    says: 'Too many requests.',
    refuses: () => new Ec2Error('RequestLimitExceeded', 'Request limit exceeded.', 503),
  },
  capacity: {
    says: 'No room for the instance; of use with StartInstances and RunInstances.',
    refuses: () => new Ec2Error('InsufficientInstanceCapacity', 'Insufficient capacity.', 500),
  },
  unavailable: {
    says: 'The service is overloaded.',
    refuses: () => new Ec2Error('Unavailable', 'The server is overloaded and can’t handle the request.', 503),
  },
  internal: { says: 'The service fails.', refuses: requestRefusals.internal },
  denied: { says: 'The caller may not do this.', refuses: requestRefusals.unauthorized },
  expired: {
    says: 'The credentials are too old.',
    refuses: () => new Ec2Error('RequestExpired', 'Request has expired.'),
  },
  credentials: { says: 'The credentials are wrong.', refuses: requestRefusals.authFailure },
  'state-lag': {
    says: 'The state of the instance has not got round yet.',
    refuses: () => new Ec2Error('IncorrectInstanceState', 'The instance is not in the right state for this.'),
  },
  drop: { says: 'The connection is cut before anything is done.', cuts: 'before' },
  lose: { says: 'It is done, and the connection is cut before the answer.', cuts: 'after' },
  delay: { says: 'The answer comes late.', delayMs: 1000 },
  'falls-back': { says: 'The start is accepted, and ends in stopped: client error.', spoils: fallsBack('clientError') },
  'falls-back-server': {
    says: 'The start is accepted, and ends in stopped: server error.',
    spoils: fallsBack('serverError'),
  },
} as const satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof faultKinds;
