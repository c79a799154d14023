import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { builtPage } from '../../src/dashboard/builtPage.ts';
import { mainScript, threadScripts } from './bundles.ts';
import { withNote } from './elfNote.ts';
import { type Architecture, platformFiles } from './platformFiles.ts';

const run = promisify(execFile);

/**
 * By which Node.js finds out whether it carries a program, and where. Source: its documentation, "Single executable
 * applications".
 */
const fuse = Buffer.from('NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:0');
const noteName = 'NODE_SEA_BLOB';

/** Main script and assets in the form in which Node.js finds them in itself. */
const blobOf = async (architecture: Architecture, koffi: string, folder: string): Promise<Buffer> => {
  const file = (name: string): string => join(folder, name);
  const assets: Record<string, string> = { 'koffi.node': koffi };
  for (const [name, code] of Object.entries(await threadScripts())) {
    assets[name] = file(name);
    await writeFile(file(name), code);
  }
  const page = await builtPage();
  for (const entry of await readdir(page, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) assets[`dashboard/${relative(page, path)}`] = path;
  }
  await writeFile(file('main.cjs'), await mainScript());
  const config = {
    main: file('main.cjs'),
    output: file('blob'),
    assets,
    disableExperimentalSEAWarning: true,
    // Compiled code is one processor's.
    useCodeCache: architecture === process.arch,
    // See bin/ena.
    execArgv: ['--max-semi-space-size=8'],
    // Options for Node.js in the environment are meant for other programs.
    execArgvExtension: 'none',
  };
  await writeFile(file('config.json'), JSON.stringify(config));
  await run(process.execPath, ['--experimental-sea-config', file('config.json')]);
  return await readFile(file('blob'));
};

/** Makes `ena` for a machine, with all it needs beside the C and C++ libraries, and puts it at `path`. */
export const makeExecutable = async (architecture: Architecture, path: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'ena-executable-'));
  try {
    const { node, koffi } = await platformFiles(architecture, folder);
    const program = withNote(await readFile(node), noteName, await blobOf(architecture, koffi, folder));
    const fuseAt = program.indexOf(fuse);
    if (fuseAt < 0) throw new Error(`${node} cannot carry a program`);
    program.write('1', fuseAt + fuse.length - 1);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.draft`, program, { mode: 0o755 });
    await rename(`${path}.draft`, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
