/**
 * What EC2, or the way to it, answered instead of a result. Only codes are ever matched: texts are for people, and few
 * of them are documented.
 */
export class Ec2Error extends Error {
  /** EC2's own error code (`IncorrectInstanceState`), or Node's for a connection (`ECONNREFUSED`). */
  readonly code: string;
  /** The HTTP status; absent where no answer came. */
  readonly status: number | undefined;

  constructor(code: string, message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The code of an error that came from EC2; undefined for any other. */
export const codeOf = (error: unknown): string | undefined => (error instanceof Ec2Error ? error.code : undefined);
