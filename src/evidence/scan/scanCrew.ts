import { Worker } from 'node:worker_threads';
import type { BlockQueue } from './blockQueue.ts';
import type { FileText } from './fileText.ts';
import type { LineBatch } from './lineBatch.ts';
import { scanWorkerFile } from './scanWorkerFile.ts';
import type { SearchPlan } from './searchPlan.ts';

/** What a worker is told. */
export interface ScanTask {
  readonly file: FileText;
  readonly plan: SearchPlan;
  readonly blockBytes: number;
  readonly window: number;
  readonly shared: SharedArrayBuffer;
  /** Its number among the workers. */
  readonly worker: number;
}

export interface ScannedBlock {
  readonly block: number;
  readonly batch: LineBatch;
}

export interface ScanCrew {
  /** What the workers found and nobody has fetched yet, by block. */
  readonly found: Map<number, LineBatch>;
  /** Blocks that a worker took and will not finish, because it died. */
  readonly abandoned: number[];
  /** Resolves when something was added to `found` or `abandoned` since the last call. */
  news(): Promise<void>;
  dismiss(): Promise<void>;
}

/**
 * Starts workers that scan blocks of the queue. Whatever goes wrong with one (no thread left, no file, an unreadable
 * disk) only makes it leave: its block is abandoned to the caller, who meets the trouble again if it is real.
 */
export const hireScanCrew = (task: Omit<ScanTask, 'worker'>, queue: BlockQueue, workers: number): ScanCrew => {
  const found = new Map<number, LineBatch>();
  const abandoned: number[] = [];
  let isDismissed = false;
  let isNews = false;
  let tell = (): void => {};
  const announce = (): void => {
    isNews = true;
    tell();
  };
  const hire = (worker: number): Worker | undefined => {
    try {
      const thread = new Worker(scanWorkerFile(), { workerData: { ...task, worker } satisfies ScanTask });
      thread.on('message', ({ block, batch }: ScannedBlock) => {
        found.set(block, batch);
        announce();
      });
      thread.on('error', () => {});
      thread.on('exit', () => {
        const block = queue.heldBy(worker);
        if (block !== undefined && !isDismissed) abandoned.push(block);
        announce();
      });
      return thread;
    } catch {
      return undefined;
    }
  };
  const threads = Array.from({ length: workers }, (_, worker) => hire(worker));
  return {
    found,
    abandoned,
    news: async () => {
      if (!isNews) await new Promise<void>((resolve) => (tell = resolve));
      isNews = false;
    },
    dismiss: async () => {
      isDismissed = true;
      queue.close();
      await Promise.all(threads.map((thread) => thread?.terminate()));
    },
  };
};
