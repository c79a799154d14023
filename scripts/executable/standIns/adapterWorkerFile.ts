import { workerFile } from './workerFile.ts';

export const adapterWorkerFile = (): URL => workerFile('adapterWorker.js');
