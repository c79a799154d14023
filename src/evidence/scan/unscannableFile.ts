/** Why a file cannot be scanned; `message` is a sentence for the user. */
export class UnscannableFile extends Error {
  readonly code: 'not-found' | 'not-allowed' | 'not-a-file' | 'changed' | 'read-failed';

  constructor(code: UnscannableFile['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UnscannableFile';
    this.code = code;
  }
}

/** What the system's error means for the reader of `path`. */
export const unscannable = (path: string, cause: unknown): UnscannableFile => {
  if (cause instanceof UnscannableFile) return cause;
  const code = (cause as NodeJS.ErrnoException)?.code;
  if (code === 'ENOENT') return new UnscannableFile('not-found', `${path} does not exist.`, cause);
  if (code === 'EACCES' || code === 'EPERM')
    return new UnscannableFile('not-allowed', `${path} may not be read by this user.`, cause);
  return new UnscannableFile('read-failed', `${path} could not be read (${code ?? String(cause)}).`, cause);
};
