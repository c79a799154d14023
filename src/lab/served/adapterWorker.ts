import { parentPort, workerData } from 'node:worker_threads';
import { MachineProblem } from '../vm/problems.ts';
import { type ServedSpec, serve } from './servedAdapter.ts';
import type { FromWorker } from './workerAdapter.ts';

/** The thread of one adapter. Ends when it is told to close. */
const port = parentPort!;
const spec = workerData as ServedSpec;
const tell = (told: FromWorker): void => port.postMessage(told);

try {
  const adapter = await serve(spec, {
    trace: (text) => tell({ kind: 'trace', text }),
    trouble: (text) => tell({ kind: 'trouble', text }),
    client: (text) => tell({ kind: 'client', text }),
  });
  port.once('message', () => void adapter.close().finally(() => port.close()));
  tell({ kind: 'serving' });
  await adapter.done;
} catch (error) {
  if (!(error instanceof MachineProblem)) throw error;
  tell({ kind: 'unserved', sentence: error.message, hint: error.hint });
}
