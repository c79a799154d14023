import { basename, dirname, join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';

const root = dirname(dirname(import.meta.dirname));
const standIns = join(import.meta.dirname, 'standIns');

/** What lies beside the code elsewhere lies in the executable; these modules know where. By the file or package they stand in for. */
const replacements: Readonly<Record<string, string>> = {
  koffi: join(standIns, 'koffi.ts'),
  'builtPage.ts': join(standIns, 'builtPage.ts'),
  'scanWorkerFile.ts': join(standIns, 'scanWorkerFile.ts'),
  'adapterWorkerFile.ts': join(standIns, 'adapterWorkerFile.ts'),
};

const replacing: Plugin = {
  name: 'stand-ins',
  resolveId: (asked) => replacements[basename(asked)],
};

/** V8 holds a text with one character beyond Latin-1 in two bytes a character, all of it: millions, for an apostrophe. */
const inAscii = (code: string): string =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** All of a program in one text, packages and dynamic imports with it. */
const bundled = async (entry: string, format: 'cjs' | 'esm'): Promise<string> => {
  const bundle = await rolldown({
    input: join(root, entry),
    platform: 'node',
    plugins: [replacing],
    checks: { ineffectiveDynamicImport: false },
  });
  // Names stay, for errors tell theirs.
  const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
  const { output } = await bundle.generate({ format, codeSplitting: false, minify });
  await bundle.close();
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`${entry} became ${chunks.length} files`);
  return inAscii(chunks[0]!.code);
};

/** What the executable runs. Its main script can be CommonJS only; a thread's, begun by a URL, is an ES module. */
export const mainScript = (): Promise<string> => bundled('src/cli/main.ts', 'cjs');

/** The threads' code, by the names under which the stand-ins ask for it. */
export const threadScripts = async (): Promise<Readonly<Record<string, string>>> => ({
  'scanWorker.js': await bundled('src/evidence/scan/scanWorker.ts', 'esm'),
  'adapterWorker.js': await bundled('src/lab/served/adapterWorker.ts', 'esm'),
});
