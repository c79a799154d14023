import { codeOf, type Ec2Error } from '../../evidence/ec2/ec2Error.ts';

/**
 * What an error tells about the call:
 * `throttled`: it was turned away, nothing was done; `not-yet`: the world is not in the state it needs;
 * `uncertain`: it may have been done; `refused`: it was not done, and asking again will not help.
 */
export type ErrorKind = 'throttled' | 'not-yet' | 'uncertain' | 'refused';

const throttling: ReadonlySet<string> = new Set([
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
  'RequestThrottled',
  'ThrottledException',
  'BandwidthLimitExceeded',
]);

/** Also a name that is taken, perhaps by the call whose answer was lost. EC2 is eventually consistent: a state just reached may not be known where the call arrives. */
const notYet: ReadonlySet<string> = new Set([
  'IncorrectInstanceState',
  'IncorrectState',
  'VolumeInUse',
  'InvalidAMIName.Duplicate',
]);

/** Answered with a status of 500 or above, and yet an answer. */
const definite: ReadonlySet<string> = new Set([
  'InsufficientInstanceCapacity',
  'InsufficientHostCapacity',
  'InsufficientReservedInstanceCapacity',
  'InsufficientCapacity',
]);

export const errorKind = ({ code, status }: Ec2Error): ErrorKind => {
  if (throttling.has(code)) return 'throttled';
  if (notYet.has(code)) return 'not-yet';
  if (definite.has(code) || beforeSending.has(code)) return 'refused';
  return status === undefined || status >= 500 ? 'uncertain' : 'refused';
};

/** Nothing was sent at all. */
const beforeSending: ReadonlySet<string> = new Set(['RegionMissing', 'CredentialsProviderError', 'TokenProviderError']);

/** The thing asked about is not there, or not yet known where the call arrived. */
export const isNotFound = (error: unknown): boolean => codeOf(error)?.endsWith('.NotFound') === true;
