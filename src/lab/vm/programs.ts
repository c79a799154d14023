import { access, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CpioEntry } from './cpio.ts';
import { readElf } from './elf.ts';
import { PackagesUnavailable } from './problems.ts';

/** Folders of an unpacked Debian in which programs and libraries lie. */
const programFolders = ['usr/bin', 'usr/sbin', 'bin', 'sbin'];
const libraryFolders = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu'];

const findIn = async (root: string, folders: readonly string[], name: string): Promise<string> => {
  for (const folder of folders) {
    const path = join(root, folder, basename(name));
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  throw new PackagesUnavailable(`${name} is not among the packages unpacked in ${root}`, 'Delete that folder.');
};

/** Path of a program in an unpacked Debian. @throws PackagesUnavailable */
export const findProgram = (root: string, name: string): Promise<string> => findIn(root, programFolders, name);

/** What no program names, for the C library loads it itself: iperf3 ends its threads with its help. */
const loadedAtRun = 'libgcc_s.so.1';

/**
 * Programs with all the libraries they need, as they are to lie in a machine: programs in `bin`, libraries in `lib`,
 * each loader where the programs ask for it. Libraries are those of an unpacked Debian, and so are programs, unless
 * they are named by a path.
 *
 * @throws PackagesUnavailable where one is missing
 */
export const withLibraries = async (root: string, programs: readonly string[]): Promise<CpioEntry[]> => {
  const entries = new Map<string, CpioEntry>();
  const add = async (path: string, from: string): Promise<void> => {
    if (entries.has(path)) return;
    const bytes = await readFile(from);
    entries.set(path, { path, bytes, isExecutable: true });
    const { needed = [], interpreter } = readElf(bytes) ?? {};
    for (const library of needed) await add(`lib/${library}`, await findIn(root, libraryFolders, library));
    if (interpreter) await add(interpreter.replace(/^\/+/, ''), await findIn(root, libraryFolders, interpreter));
  };
  await add(`lib/${loadedAtRun}`, await findIn(root, libraryFolders, loadedAtRun));
  for (const program of programs) {
    const isPath = program.includes('/');
    await add(`bin/${basename(program)}`, isPath ? program : await findProgram(root, program));
  }
  return [...entries.values()];
};
