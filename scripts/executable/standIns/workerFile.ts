import { getRawAsset } from 'node:sea';

/** The code of a thread, which lies in the executable, as a URL that a worker can be started by. */
export const workerFile = (name: string): URL =>
  new URL(`data:text/javascript;base64,${Buffer.from(getRawAsset(name)).toString('base64')}`);
