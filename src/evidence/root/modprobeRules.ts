import type { Place } from '../observation.ts';
import type { RootTree } from './rootTree.ts';

/** What modprobe is told about a module. */
export interface ModprobeRules {
  /** It is never loaded for a device that asks for it. */
  readonly blacklist: Place | undefined;
  /** It is never loaded: a program that does nothing runs in its place. */
  readonly neverInstalled: Place | undefined;
}

/** In the order of modprobe.d(5): of files with one name, the first folder's counts. */
const folders = [
  '/etc/modprobe.d',
  '/run/modprobe.d',
  '/usr/local/lib/modprobe.d',
  '/usr/lib/modprobe.d',
  '/lib/modprobe.d',
];
const nothing = /^install\s+(\S+)\s+(?:\/usr)?\/s?bin\/(?:false|true|:)\b/;

/** Reads `modprobe.d` for what it says of `module`. */
export const readModprobeRules = (tree: RootTree, module: string): ModprobeRules => {
  const seen = new Set<string>();
  let blacklist: Place | undefined;
  let neverInstalled: Place | undefined;
  for (const folder of folders) {
    for (const name of tree.names(folder)) {
      if (!name.endsWith('.conf') || seen.has(name)) continue;
      seen.add(name);
      const path = `${folder}/${name}`;
      (tree.lines(path) ?? []).forEach((line, index) => {
        const text = line.trim();
        if (isCalled(/^blacklist\s+(\S+)/.exec(text)?.[1], module)) blacklist ??= tree.place(path, index + 1, line);
        if (isCalled(nothing.exec(text)?.[1], module)) neverInstalled ??= tree.place(path, index + 1, line);
      });
    }
  }
  return { blacklist, neverInstalled };
};

/** Names of modules are equal whichever of `-` and `_` they are written with. */
const isCalled = (name: string | undefined, module: string): boolean => name?.replaceAll('-', '_') === module;
