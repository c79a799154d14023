import { FleetProblem } from '../../watch/fleet/problems.ts';
import { UserError } from '../errors.ts';

/** A fleet could not be asked about: the cause's own words, code and hint. */
export class FleetTrouble extends UserError {
  readonly code: string;
  override readonly exitCode = 3;

  constructor(cause: FleetProblem) {
    super(cause.message, cause.hint);
    this.code = cause.code;
  }
}

/** What the user is to be told of an error. */
export const toldOf = (error: unknown): unknown => (error instanceof FleetProblem ? new FleetTrouble(error) : error);
