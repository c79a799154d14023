import { join } from 'node:path';
import { type AdapterPlan, type ServedAdapter, serve } from '../../lab/served/servedAdapter.ts';
import { makeFolder } from '../makeFolder.ts';
import { visible } from '../render/visible.ts';
import type { Shell } from '../shell.ts';
import { openTraceFile } from './traceFile.ts';

/** The adapter that a machine of this process is to have, and where it is served. */
export type MachinesAdapter = AdapterPlan & { readonly socketPath?: string };

/**
 * Serves the adapter of a machine. Its trace goes into the folder that is saved, if one is, else to standard error:
 * standard output is the machine's.
 *
 * @throws UnwritableFile, NetworkUnavailable, AdapterUnserved
 */
export const serveForMachine = async (
  plan: MachinesAdapter,
  save: string | undefined,
  shell: Shell,
): Promise<ServedAdapter> => {
  const trouble = (sentence: string) => shell.err.write(`ena: ${visible(sentence)}\n`);
  if (save !== undefined) await makeFolder(save);
  const file = plan.trace && save !== undefined ? await openTraceFile(join(save, 'trace.txt'), trouble) : undefined;
  const print = file?.write ?? ((line: string) => shell.err.write(`${line}\n`));
  const adapter = await serve(plan, { trace: (line) => print(visible(line)), trouble, client: () => {} });
  return {
    ...adapter,
    close: async () => {
      await adapter.close();
      await file?.close();
    },
  };
};

/** For whoever sits at the machine's terminal, and may reach its adapter from another. */
export const whereServed = ({ socketPath }: ServedAdapter): string =>
  `The adapter is at ${socketPath}, for ena lab status and ena lab inject.\n`;
