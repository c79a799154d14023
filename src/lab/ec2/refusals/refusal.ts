import { Ec2Error } from '../protocol/ec2Error.ts';

/** Where the sentence of a refusal was seen; `undefined`: nowhere, so nobody may match on it. */
type Seen = string | undefined;

/** A reason to refuse: called with what it is about, it is the error. */
export interface Refusal<A extends readonly (string | number)[]> {
  (...of: A): Ec2Error;
  readonly code: string;
  readonly seen: Seen;
}

/** Declares a refusal: code, sentence, where the sentence was seen, HTTP status. */
export const refusal = <A extends readonly (string | number)[]>(
  code: string,
  says: (...of: A) => string,
  seen: Seen,
  status = 400,
): Refusal<A> => Object.assign((...of: A) => new Ec2Error(code, says(...of), status), { code, seen });
