import { parentPort, workerData } from 'node:worker_threads';
import { blockQueue } from './blockQueue.ts';
import { blockCountOf, openBlockScanner } from './blockScanner.ts';
import type { ScannedBlock, ScanTask } from './scanCrew.ts';

/** The thread that helps a scan: takes blocks while there are any and posts what it found. See `scanCrew.ts`. */
const { file, plan, blockBytes, window, shared, worker } = workerData as ScanTask;
const queue = blockQueue(shared, blockCountOf(file, blockBytes), window);
const scanner = openBlockScanner(file, plan, blockBytes);

for (let block = queue.take(worker); block !== undefined; block = queue.take(worker)) {
  const batch = scanner.scan(block);
  const found: ScannedBlock = { block, batch };
  parentPort!.postMessage(found, [batch.bytes.buffer, batch.records.buffer]);
  queue.giveBack(worker);
}
