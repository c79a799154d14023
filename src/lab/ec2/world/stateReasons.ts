import type { StateReason } from './instance.ts';

const reason = (code: string, says: string): StateReason => ({ code, message: `${code}: ${says}` });

/** Why an instance is where it is. Source: EC2's API reference, StateReason. */
export const stateReasons = {
  userStopped: reason('Client.UserInitiatedShutdown', 'User initiated shutdown'),
  userHibernated: reason('Client.UserInitiatedHibernate', 'User initiated hibernate'),
  clientError: reason('Client.InternalError', 'Client error on launch'),
  serverError: reason('Server.InternalError', 'Internal error on launch'),
  noCapacity: reason('Server.InsufficientInstanceCapacity', 'Insufficient capacity to launch instance'),
  volumeLimit: reason('Client.VolumeLimitExceeded', 'Volume limit exceeded'),
} as const satisfies Record<string, StateReason>;

/** Reasons for which a start may fall back to stopped, by their names. */
export type StartFailure = 'clientError' | 'serverError' | 'noCapacity' | 'volumeLimit';

/** `User initiated (2026-11-23 21:50:23 GMT)`. */
export const userInitiated = (nowMs: number): string =>
  `User initiated (${new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ')} GMT)`;
