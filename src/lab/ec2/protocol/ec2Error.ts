/** An answer that refuses. */
export class Ec2Error extends Error {
  readonly code: string;
  /** HTTP status. */
  readonly status: number;

  constructor(code: string, sentence: string, status = 400) {
    super(sentence);
    this.code = code;
    this.status = status;
  }
}
