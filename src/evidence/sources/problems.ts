import { UnscannableFile } from '../scan/unscannableFile.ts';

/** Why a source, or a member of one, could not be read (to its end). One class per cause. */
export abstract class SourceProblem extends Error {
  /** Stable; `ena explain CODE` knows it. */
  abstract readonly code: string;
  /** What the reader of the report can do about it. */
  abstract readonly hint: string;

  /** What goes into a summary: cause and hint in one sentence. */
  get sentence(): string {
    return `${this.message}: ${this.hint}`;
  }
}

export class SourceNotFound extends SourceProblem {
  readonly code = 'source-not-found';
  readonly hint = 'check the spelling';
  constructor() {
    super('there is no such file or folder');
  }
}

export class SourceUnreadable extends SourceProblem {
  readonly code = 'source-unreadable';
  readonly hint = 'check its permissions, or copy it to where you may read it';
  /** @param reason what the system said, such as `EACCES` */
  constructor(reason: string) {
    super(`it cannot be read (${reason})`);
  }
}

export class SourceEmpty extends SourceProblem {
  readonly code = 'source-empty';
  readonly hint = 'was the command that filled it allowed to read the log?';
  /** @param what the thing that is empty, as a sentence begins: `the file`, `the folder` */
  constructor(what: string) {
    super(`${what} is empty`);
  }
}

export class SourceIsDevice extends SourceProblem {
  readonly code = 'source-is-device';
  readonly hint = 'give a file, a folder, an archive or -';
  constructor() {
    super('it is a device or socket');
  }
}

export class InputUsedUp extends SourceProblem {
  readonly code = 'input-used-up';
  readonly hint = 'name - once';
  constructor() {
    super('standard input can be read only once');
  }
}

export class SourceNotText extends SourceProblem {
  readonly code = 'source-not-text';
  readonly hint = 'give the log or the command output as text';
  /** @param what what it is instead, as far as its first bytes tell */
  constructor(what = 'binary data') {
    super(`it is ${what}, not a log`);
  }
}

export class SourcePartlyText extends SourceProblem {
  readonly code = 'source-partly-text';
  readonly hint = 'the rest was read';
  constructor() {
    super('parts of it are binary data');
  }
}

export class NothingRecognised extends SourceProblem {
  readonly code = 'nothing-recognised';
  readonly hint = 'are the kernel log and the counters in it?';
  /** @param files how many files were looked at */
  constructor(files: number) {
    super(`nothing in its ${files === 1 ? 'one file' : `${files} files`} was recognised`);
  }
}

export class FormatNotRead extends SourceProblem {
  readonly code = 'format-not-read';
  readonly hint: string;
  /** @param what the format, such as `zstd data`  @param hint how to get at its content */
  constructor(what: string, hint = 'unpack it first') {
    super(`${what} cannot be read here`);
    this.hint = hint;
  }
}

export class ArchiveDamaged extends SourceProblem {
  readonly code = 'archive-damaged';
  readonly hint = 'what came before was read';
  /** @param what what is wrong, as a clause: `the gzip data ends early` */
  constructor(what: string) {
    super(what);
  }
}

export class ArchiveTooLarge extends SourceProblem {
  readonly code = 'archive-too-large';
  readonly hint = 'what came before was read; unpack it yourself if you trust it';
  /** @param what which bound it exceeds, as a clause: `it expands more than 1000 times` */
  constructor(what: string) {
    super(what);
  }
}

export class ReaderDefect extends SourceProblem {
  readonly code = 'reader-defect';
  readonly hint = 'this is a defect of enakit, please report it';
  /** @param cause what was thrown */
  constructor(cause: unknown) {
    super(`reading it failed (${cause instanceof Error ? cause.message : String(cause)})`);
    this.cause = cause;
  }
}

/** The problem behind anything thrown while reading: its own, the file system's, or a defect of ours. */
export const problemOf = (thrown: unknown): SourceProblem => {
  if (thrown instanceof SourceProblem) return thrown;
  if (thrown instanceof UnscannableFile)
    return thrown.cause ? problemOf(thrown.cause) : new SourceUnreadable(thrown.code);
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new SourceNotFound();
  if (code !== undefined && /^E[A-Z0-9]+$/.test(code)) return new SourceUnreadable(code);
  return new ReaderDefect(thrown);
};
