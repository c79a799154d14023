import { spawn } from 'node:child_process';
import type { RecordDevice } from './host.ts';

/** What a program may print before it is read; beyond, it has to wait. */
const mostBytes = 8 * 1024 * 1024;

/** Runs a program that prints until it is closed; read as a device is: what came since, `EAGAIN` while there is nothing. */
export const followProgram = (
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RecordDevice => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...env, LC_ALL: 'C' } });
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let ended = false;
  const end = () => {
    ended = true;
  };
  child.once('error', end);
  child.once('close', end);
  child.stdout.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes > mostBytes) child.stdout.pause();
  });
  return {
    read: () => {
      if (waiting.length === 0) {
        if (ended) return new Uint8Array();
        throw Object.assign(new Error('nothing yet'), { code: 'EAGAIN' });
      }
      const bytes = Buffer.concat(waiting);
      waiting = [];
      waitingBytes = 0;
      child.stdout.resume();
      return bytes;
    },
    close: () => {
      child.stdout.destroy();
      child.kill('SIGKILL');
    },
  };
};
