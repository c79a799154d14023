import { NativeUnavailable } from '../../native/libc.ts';
import { SystemCallFailed } from '../../native/systemCalls.ts';
import { MachineProblem } from '../vm/problems.ts';

export class AdapterUnserved extends MachineProblem {
  static readonly code = 'adapter-unserved';
  static readonly means =
    'The adapter of the lab waits for a machine at a UNIX socket, and there can be none: the path is taken, too long or not writable, or the kernel’s calls cannot be reached from here.';
  readonly code = AdapterUnserved.code;
  readonly hint: string;

  constructor(sentence: string, hint: string) {
    super(sentence);
    this.hint = hint;
  }
}

/** Every cause, for `ena explain CODE`. */
export const servedProblems = [AdapterUnserved] as const;

/** What stood in the way of serving, in the lab's words where they are known. */
export const unserved = (path: string | undefined, error: unknown): unknown => {
  const place = path ?? 'a folder of its own';
  if (error instanceof SystemCallFailed)
    return new AdapterUnserved(`nothing can be served at ${place}: ${error.message}`, 'Choose another path.');
  if (error instanceof NativeUnavailable)
    return new AdapterUnserved(`nothing can be served here: ${error.message}`, 'Linux on x86-64 or Arm is needed.');
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE' || code === 'EACCES')
    return new AdapterUnserved(`nothing can be served at ${place}: ${code}`, 'Choose another path.');
  return error;
};
