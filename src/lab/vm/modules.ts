import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ByteReader } from '../../evidence/sources/byteReader.ts';
import { unxz } from '../../evidence/sources/xz.ts';
import { gunzip, unzstd } from '../../evidence/sources/zlibStream.ts';
import { readElf } from './elf.ts';
import { KernelUnusable } from './problems.ts';

/** A module of the kernel, ready to be inserted: plain ELF. */
export interface Module {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const suffix = /\.ko(\.xz|\.zst|\.gz)?$/;
const decompressors = { '.xz': unxz, '.zst': unzstd, '.gz': gunzip } as const;

/** The kernel takes a dash in the name of a module for an underscore. */
const nameOf = (path: string): string => basename(path).replace(suffix, '').replaceAll('-', '_');

const oneChunk = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
};

/** A module's file, decompressed by its suffix. */
export const readModule = async (path: string): Promise<Module> => {
  const bytes = await readFile(path);
  const [, packed] = suffix.exec(path) ?? [];
  if (packed === undefined) return { name: nameOf(path), bytes };
  const decompress = decompressors[packed as keyof typeof decompressors];
  const chunks: Uint8Array[] = [];
  for await (const chunk of decompress(new ByteReader(oneChunk(bytes)))) chunks.push(chunk);
  return { name: nameOf(path), bytes: Buffer.concat(chunks) };
};

/** `KEY=VALUE` strings a module carries about itself: `depends`, `vermagic`, `version`. Absent where it has none. */
export const moduleInformation = (module: Module, key: string): string | undefined => {
  const section = readElf(module.bytes)?.section('.modinfo');
  if (section === undefined) return undefined;
  const rows = Buffer.from(section).toString('latin1').split('\0');
  return rows.find((row) => row.startsWith(`${key}=`))?.slice(key.length + 1);
};

/** Names of the modules that must be there before it. */
export const dependenciesOf = (module: Module): string[] =>
  (moduleInformation(module, 'depends') ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map((name) => name.replaceAll('-', '_'));

/** The modules of one kernel: folder `lib/modules/RELEASE`. */
export interface ModuleShelf {
  /** Path of the module of that name, `built-in`, or nothing. */
  find(name: string): string | 'built-in' | undefined;
}

/**
 * Looks through the folder of a kernel's modules. Neither `modules.dep` is wanted, for it is made on installation
 * only, nor `depmod`: modules tell themselves what they depend on.
 */
export const openShelf = async (folder: string): Promise<ModuleShelf> => {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const paths = new Map(files.filter((file) => suffix.test(file)).map((file) => [nameOf(file), join(folder, file)]));
  const list = await readFile(join(folder, 'modules.builtin'), 'utf8').catch(() => '');
  const builtIn = new Set(list.split('\n').map(nameOf));
  return { find: (name) => paths.get(name) ?? (builtIn.has(name) ? 'built-in' : undefined) };
};

/**
 * The modules in the order in which they can be inserted, each after those it depends on.
 *
 * @param wanted names of modules of the shelf, or modules from elsewhere, which come in place of the shelf's
 * @throws KernelUnusable where the kernel lacks one
 */
export const inInsertionOrder = async (shelf: ModuleShelf, wanted: readonly (string | Module)[]): Promise<Module[]> => {
  const given = new Map(wanted.flatMap((module) => (typeof module === 'string' ? [] : [[module.name, module]])));
  const ordered: Module[] = [];
  const seen = new Set<string>();
  const add = async (name: string, neededBy?: string): Promise<void> => {
    if (seen.has(name)) return;
    seen.add(name);
    const path = shelf.find(name);
    const module = given.get(name) ?? (path && path !== 'built-in' ? await readModule(path) : undefined);
    if (module === undefined) {
      if (path === 'built-in') return;
      throw new KernelUnusable(`the kernel has no module ${name}${neededBy ? `, which ${neededBy} depends on` : ''}`);
    }
    for (const dependency of dependenciesOf(module)) await add(dependency, name);
    ordered.push(module);
  };
  for (const module of wanted) await add(typeof module === 'string' ? module.replaceAll('-', '_') : module.name);
  return ordered;
};

/**
 * The text of a `modules.dep` for modules in the order of insertion: a line each, with everything that it needs directly
 * or by others, what is to be inserted first at the end.
 */
export const dependencyList = (ordered: readonly Module[]): string => {
  const needs = new Map<string, ReadonlySet<string>>();
  const lines = ordered.map((module) => {
    const direct = dependenciesOf(module).filter((name) => needs.has(name));
    const all = new Set(direct.flatMap((name) => [name, ...needs.get(name)!]));
    needs.set(module.name, all);
    const lastFirst = [...needs.keys()].filter((name) => all.has(name)).reverse();
    return `${module.name}.ko:${lastFirst.map((name) => ` ${name}.ko`).join('')}\n`;
  });
  return lines.join('');
};
