import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type AgentState, printState, readState } from './agentState.ts';

/** Where an agent keeps its state. */
export interface StateStore {
  /** What the agent before left; undefined where there was none. Rejects with what the system says. */
  load(): Promise<AgentState | { readonly damage: string } | undefined>;
  /** Afterwards either the old state stands there or all of the new one. Rejects with what the system says. */
  save(state: AgentState): Promise<void>;
}

const fileName = 'agent.state';

/** The state in a file of a folder, which is made when something is to be kept. */
export const stateFileIn = (folder: string): StateStore => {
  const path = join(folder, fileName);
  const draft = `${path}.draft`;
  return {
    load: async () => {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return text === undefined ? undefined : readState(text);
    },
    save: async (state) => {
      await mkdir(folder, { recursive: true, mode: 0o750 });
      const file = await open(draft, 'w', 0o640);
      try {
        await file.writeFile(printState(state));
        // Renamed before its bytes are on the disk, a file may be empty after a power failure.
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
  };
};
