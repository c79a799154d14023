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

/** All of a program in one text, packages and dynamic imports with it. */
const bundled = async (entry: string, format: 'cjs' | 'esm'): Promise<string> => {
  const bundle = await rolldown({
    input: join(root, entry),
    platform: 'node',
    plugins: [replacing],
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundle.generate({ format, codeSplitting: false });
  await bundle.close();
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`${entry} became ${chunks.length} files`);
  return chunks[0]!.code;
};

/** What the executable runs. Its main script can be CommonJS only; a thread's, begun by a URL, is an ES module. */
export const mainScript = (): Promise<string> => bundled('src/cli/main.ts', 'cjs');

/** The threads' code, by the names under which the stand-ins ask for it. */
export const threadScripts = async (): Promise<Readonly<Record<string, string>>> => ({
  'scanWorker.js': await bundled('src/evidence/scan/scanWorker.ts', 'esm'),
  'adapterWorker.js': await bundled('src/lab/served/adapterWorker.ts', 'esm'),
});
