import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where an agent keeps what it has to know after a restart: the machine's place for that, or the user's. */
export const stateFolder = (env: Readonly<Record<string, string | undefined>>, isRoot: boolean): string => {
  if (isRoot && !env.XDG_STATE_HOME) return '/var/lib/enakit';
  return join(env.XDG_STATE_HOME || join(env.HOME || homedir(), '.local', 'state'), 'enakit');
};
