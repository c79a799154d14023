/** Where the code of a scan's thread lies: beside this file in the sources, beside the bundle in the package. */
export const scanWorkerFile = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './scanWorker.ts' : './scanWorker.js', import.meta.url);
