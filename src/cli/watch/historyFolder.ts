import { join } from 'node:path';
import { stateFolder } from '../../watch/stateFolder.ts';
import type { Shell } from '../shell.ts';

/** Where history is kept and looked for: beside the agent's state. */
export const historyFolder = (state: string | undefined, { env }: Shell): string =>
  join(state ?? stateFolder(env, process.getuid?.() === 0), 'history');
