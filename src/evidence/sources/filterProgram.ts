import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ArchiveDamaged, FormatNotRead } from './problems.ts';

/** A program of the system that turns a format we do not read into one we do. */
export interface FilterProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** What it reads, for the problem's sentence: `bzip2 data`. */
  readonly reads: string;
  readonly hint: string;
}

/** Reads its standard input. */
export const bunzip2: FilterProgram = {
  command: 'bzip2',
  args: ['-dc'],
  reads: 'bzip2 data',
  hint: 'install bzip2, or unpack it first',
};

/** Reads the journal file itself, whose entries lie scattered; only what came from the kernel is asked for. */
export const journalExport = (path: string): FilterProgram => ({
  command: 'journalctl',
  args: ['--file', path, '--output', 'export', '--quiet', '--no-pager', '_TRANSPORT=kernel'],
  reads: 'a systemd journal file',
  hint: `export it where journalctl is: journalctl --file FILE -o export _TRANSPORT=kernel`,
});

/**
 * Runs the program and hands out what it prints.
 * Throws `FormatNotRead` where it is not installed, `ArchiveDamaged` where it ends with an error.
 * @param input what it reads from standard input, if it does
 */
export const outputOf = async function* (
  program: FilterProgram,
  input: AsyncIterable<Uint8Array> = Readable.from([]),
): AsyncGenerator<Uint8Array> {
  const child = spawn(program.command, program.args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  // A child that dies first breaks the pipe; its exit status tells more than the broken pipe does.
  const fed = pipeline(input, child.stdin).catch((thrown: unknown) => thrown);
  ended.catch(() => {});
  try {
    for await (const chunk of child.stdout) yield chunk;
    const [status] = await ended.catch(() => {
      throw new FormatNotRead(program.reads, program.hint);
    });
    if (status !== 0) throw new ArchiveDamaged(`the ${program.reads.replace(/^an? /, '')} is damaged or ends early`);
  } finally {
    child.kill();
    await fed;
  }
};
