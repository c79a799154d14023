/**
 * Makes `dist/ena-linux-ARCH`: `ena` in one file, for hosts without Node.js. `node scripts/executable.ts [ARCH…]`,
 * ARCH being x64 or arm64; this machine's where none is named.
 */
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeExecutable } from './executable/makeExecutable.ts';
import { architectures } from './executable/platformFiles.ts';

const dist = join(dirname(import.meta.dirname), 'dist');
const asked = process.argv.slice(2);

for (const name of asked.length === 0 ? [process.arch] : asked) {
  const architecture = architectures.find((one) => one === name);
  if (architecture === undefined) throw new Error(`there is ${architectures.join(' and ')}, and no ${name}`);
  const path = join(dist, `ena-linux-${architecture}`);
  await makeExecutable(architecture, path);
  process.stdout.write(`${path} ${(await stat(path)).size} bytes\n`);
}
