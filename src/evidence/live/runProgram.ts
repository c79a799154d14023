import { spawn } from 'node:child_process';
import type { ProgramBounds, ProgramOutput } from './host.ts';

const stderrBytes = 4096;
/** Where the programs of administrators lie, which the PATH of an ordinary user often leaves out. */
const adminFolders = '/usr/local/sbin:/usr/sbin:/sbin';

/**
 * Runs a program to its end or to its bounds, where it is killed; what it printed until then counts.
 *
 * @throws what `spawn` says where it cannot be started (`ENOENT`)
 */
export const runProgram = (
  program: string,
  args: readonly string[],
  { timeoutMs, stdoutBytes }: ProgramBounds,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ProgramOutput> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its words are read by a program: they have to be the untranslated ones.
      env: { ...env, LC_ALL: 'C', PATH: `${env.PATH ?? '/usr/bin:/bin'}:${adminFolders}` },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const stdout: Uint8Array[] = [];
    let stderr = '';
    let left = stdoutBytes;
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.length <= left) {
        stdout.push(chunk);
        left -= chunk.length;
        return;
      }
      stdout.push(chunk.subarray(0, left));
      left = 0;
      child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(0, stderrBytes);
    });
    child.once('error', reject);
    child.once('exit', (_, signal) => {
      // What a killed program had started itself may hold on to its output for good.
      if (signal !== null) for (const pipe of [child.stdout, child.stderr]) pipe.destroy();
    });
    child.once('close', (code) => resolve({ stdout: Buffer.concat(stdout), stderr, exitCode: code ?? undefined }));
  });
