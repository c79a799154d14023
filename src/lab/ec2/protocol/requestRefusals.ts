import { Ec2Error } from './ec2Error.ts';

/**
 * What is wrong with a request whatever it asks for. Codes are those of EC2's list of common client errors; sentences
 * marked UNVERIFIED were not seen in any public paste.
 */
export const requestRefusals = {
  // UNVERIFIED
  malformedQuery: () => new Ec2Error('MalformedQueryString', 'The query string is malformed', 404),
  // UNVERIFIED
  repeatedParameter: (name: string) =>
    new Ec2Error('InvalidParameterCombination', `The parameter ${name} is given more than once`),
  // UNVERIFIED: EC2 closes the connection of such a request.
  tooLarge: () => new Ec2Error('RequestEntityTooLarge', 'The request is too large', 413),
  // UNVERIFIED
  methodNotAllowed: () => new Ec2Error('UnsupportedOperation', 'Only GET and POST are answered', 405),
  missingAction: () => new Ec2Error('MissingAction', 'The request must contain the parameter Action'),
  invalidAction: (action: string) =>
    new Ec2Error('InvalidAction', `The action ${action} is not valid for this web service.`),
  // UNVERIFIED
  noSuchVersion: (version: string) =>
    new Ec2Error('NoSuchVersion', `The requested version (${version}) is not offered by this endpoint`),
  /** As pasted of an unsigned request. */
  unsigned: () => new Ec2Error('MissingParameter', 'The request must contain the parameter AWSAccessKeyId'),
  authFailure: () => new Ec2Error('AuthFailure', 'AWS was not able to validate the provided access credentials', 401),
  wrongRegion: () => new Ec2Error('AuthFailure', 'Credential should be scoped to a valid region.', 401),
  missingParameter: (name: string) =>
    new Ec2Error('MissingParameter', `The request must contain the parameter ${name}`),
  unknownParameter: (name: string) => new Ec2Error('UnknownParameter', `The parameter ${name} is not recognized`),
  invalidValue: (value: string, name: string, why = '') =>
    new Ec2Error('InvalidParameterValue', `Value (${value}) for parameter ${name} is invalid. ${why}`.trim()),
  dryRun: () => new Ec2Error('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412),
  unauthorized: () => new Ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403),
  idempotencyMismatch: () =>
    new Ec2Error(
      'IdempotentParameterMismatch',
      'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
    ),
  internal: () => new Ec2Error('InternalError', 'An internal error has occurred', 500),
} as const;
