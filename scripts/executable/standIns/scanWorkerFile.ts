import { workerFile } from './workerFile.ts';

export const scanWorkerFile = (): URL => workerFile('scanWorker.js');
