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
  let wake = () => {};
  const end = () => {
    ended = true;
    wake();
  };
  child.once('error', end);
  child.once('close', end);
  child.stdout.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    wake();
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
    awaited: async (limitMs, signal) => {
      if (ended || waiting.length > 0 || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => wake(), limitMs);
        const stop = () => wake();
        signal.addEventListener('abort', stop, { once: true });
        wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', stop);
          resolve();
        };
      });
    },
    close: () => {
      child.stdout.destroy();
      child.kill('SIGKILL');
    },
  };
};
