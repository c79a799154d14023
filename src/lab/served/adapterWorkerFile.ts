/** Where the code of an adapter's thread lies: beside this file in the sources, beside the bundle in the package. */
export const adapterWorkerFile = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './adapterWorker.ts' : './adapterWorker.js', import.meta.url);
