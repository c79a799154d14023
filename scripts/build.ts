/** Bundles the package into `dist/` and writes the manual page. Run by `npm pack` and `npm run build`. */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import manifest from '../package.json' with { type: 'json' };
import { manual } from '../src/cli/manual.ts';
import { buildPage } from './page.ts';

const root = dirname(import.meta.dirname);
const dist = join(root, 'dist');

// A worker is started by its URL beside the code that starts it, so every chunk lies flat in dist/.
const entries = {
  ena: join(root, 'src/cli/main.ts'),
  scanWorker: join(root, 'src/evidence/scan/scanWorker.ts'),
  adapterWorker: join(root, 'src/lab/served/adapterWorker.ts'),
};

await rm(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: entries,
  platform: 'node',
  // Verbs and the list of them import each other, dynamically on one side, so that neither waits for the other.
  checks: { ineffectiveDynamicImport: false },
  external: [/^node:/, ...Object.keys(manifest.dependencies)],
});
const { output } = await bundle.write({
  dir: dist,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
});
await bundle.close();
await chmod(join(dist, 'ena.js'), 0o755);

await buildPage();

await mkdir(join(root, 'man'), { recursive: true });
await writeFile(join(root, 'man/ena.1'), manual(manifest.version));

for (const file of output) {
  const sizeBytes = file.type === 'chunk' ? file.code.length : file.source.length;
  process.stdout.write(`dist/${file.fileName} ${sizeBytes} bytes\n`);
}
