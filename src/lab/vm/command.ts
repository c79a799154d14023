import { spawn } from 'node:child_process';

/** A program of this computer that is missing, or that failed. */
export class CommandFailed extends Error {
  readonly program: string;
  /** The program is not installed. */
  readonly isMissing: boolean;

  constructor(program: string, isMissing: boolean, said: string) {
    super(isMissing ? `${program} is not installed` : `${program} failed: ${said}`);
    this.program = program;
    this.isMissing = isMissing;
  }
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each line the program writes to its third descriptor, as apt tells of its progress. */
  readonly onStatus?: (line: string) => void;
}

const saidBytesAtMost = 64 * 1024;

/** The last lines are what a program says of its failure. */
const lastOf = (text: string): string => text.trim().split('\n').slice(-3).join('; ');

/**
 * Runs a program to its end and gives what it printed.
 *
 * @throws CommandFailed
 */
export const runCommand = (
  program: string,
  args: readonly string[],
  { cwd, env, onStatus }: CommandOptions = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    const printed: Buffer[] = [];
    let said = '';
    let status = '';
    child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-saidBytesAtMost);
    });
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      const lines = (status + chunk.toString()).split('\n');
      status = lines.pop()?.slice(-saidBytesAtMost) ?? '';
      for (const line of lines) onStatus?.(line);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(new CommandFailed(program, error.code === 'ENOENT', error.message)),
    );
    child.once('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(printed).toString());
      else reject(new CommandFailed(program, false, lastOf(said) || `it ended with ${signal ?? code}`));
    });
  });
