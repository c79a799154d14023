import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Place } from './place.ts';

/** How our adapter is served: a command to which is added what to serve. */
export type ServeCommand = readonly [program: string, ...args: string[]];

export interface ServedProcess {
  readonly pid: number;
  close(): Promise<void>;
}

/** Serves an adapter at a socket, on a TAP, in a process of its own; `words` say what it is like. */
export const serve = async (
  [program, ...args]: ServeCommand,
  words: readonly string[],
  { tap, mac }: Place,
  socket: string,
  tapWords = '',
): Promise<ServedProcess> => {
  const all = [...args, 'lab', 'device', '--socket', socket, '--net', `tap:${tap}${tapWords}`, '--mac', mac, ...words];
  const child = spawn(program, all, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const kill = () => void child.kill();
  process.once('exit', kill);
  await Promise.race([
    once(child.stdout, 'data'),
    exit.then(() => {
      throw new Error('the adapter is not served');
    }),
  ]);
  child.stdout.resume();
  return {
    pid: child.pid!,
    close: async () => {
      process.off('exit', kill);
      if (child.kill('SIGINT')) await exit;
    },
  };
};
