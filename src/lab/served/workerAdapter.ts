import { Worker } from 'node:worker_threads';
import { adapterWorkerFile } from './adapterWorkerFile.ts';
import { AdapterUnserved } from './problems.ts';
import type { Says, ServedSpec } from './servedAdapter.ts';

/** What an adapter's thread tells. */
export type FromWorker =
  | { readonly kind: 'serving' }
  | { readonly kind: 'unserved'; readonly sentence: string; readonly hint: string }
  | { readonly kind: keyof Says; readonly text: string };

/** An adapter in another thread; its control socket is reached from anywhere. */
export interface WorkerAdapter {
  readonly socketPath: string;
  readonly done: Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves an adapter from a thread of its own.
 *
 * @throws AdapterUnserved
 */
export const serveInWorker = async (spec: ServedSpec, says: Says): Promise<WorkerAdapter> => {
  const worker = new Worker(adapterWorkerFile(), { workerData: spec });
  const done = new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  done.catch(() => {});
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (told: FromWorker) => {
      if (told.kind === 'serving') resolve();
      else if (told.kind === 'unserved') reject(new AdapterUnserved(told.sentence, told.hint));
      else says[told.kind](told.text);
    });
    done.then(() => reject(new AdapterUnserved(`the thread of ${spec.socketPath} ended`, 'Try it alone.')), reject);
  });
  return {
    socketPath: spec.socketPath,
    done,
    close: async () => {
      worker.postMessage('close');
      await done;
    },
  };
};
