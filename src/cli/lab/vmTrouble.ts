import { NetworkUnavailable } from '../../lab/network/index.ts';
import { MachineProblem } from '../../lab/vm/problems.ts';
import { UserError } from '../errors.ts';

/** A machine could not be had: the cause's own words, code and hint. */
export class VmTrouble extends UserError {
  readonly code: string;
  override readonly exitCode = 3;

  constructor(cause: MachineProblem | NetworkUnavailable) {
    super(cause.message, cause.hint);
    this.code = cause instanceof MachineProblem ? cause.code : 'network-unavailable';
  }
}

/** What the user is to be told of an error: in words of the lab where they are known. */
export const toldOf = (error: unknown): unknown =>
  error instanceof MachineProblem || error instanceof NetworkUnavailable ? new VmTrouble(error) : error;
