import { posix } from 'node:path';
import type { RootTree } from '../rootTree.ts';
import { readBlsEntry } from './blsEntry.ts';
import type { BootEntry, BootMenu } from './bootEntry.ts';
import { readExtlinuxMenu } from './extlinuxMenu.ts';
import { readGrubEnvironment } from './grubEnvironment.ts';
import { readGrubMenu } from './grubMenu.ts';
import { readLegacyGrubMenu } from './legacyGrubMenu.ts';
import { byVersion } from './versionOrder.ts';

/** How the machine boots. */
export interface BootPlan extends BootMenu {
  /** Absent where no configuration of a known boot loader was found. */
  readonly loader?: 'grub' | 'grub-legacy' | 'systemd-boot' | 'extlinux';
  /** The file that was read. */
  readonly path?: string;
}

const grubFolders = ['/boot/grub2', '/boot/grub', '/grub2', '/grub'];
const espFolders = ['/boot', '/efi', '/boot/efi'];
const extlinuxFiles = [
  '/boot/extlinux/extlinux.conf',
  '/boot/extlinux.conf',
  '/boot/syslinux/syslinux.cfg',
  '/extlinux.conf',
];
const legacyFiles = ['/boot/grub/menu.lst', '/boot/grub/grub.conf'];
const mostEntries = 200;

/** Finds the boot loader's configuration and what it boots next. */
export const readBootPlan = (tree: RootTree): BootPlan =>
  grub(tree) ?? systemdBoot(tree) ?? extlinux(tree) ?? legacyGrub(tree) ?? { entries: [] };

const placesIn = (tree: RootTree, path: string) => (line: number, text: string) => tree.place(path, line, text);

const grub = (tree: RootTree): BootPlan | undefined => {
  const ofVendors = tree.names('/boot/efi/EFI').map((vendor) => `/boot/efi/EFI/${vendor}`);
  for (const folder of [...grubFolders, ...ofVendors]) {
    const path = `${folder}/grub.cfg`;
    const lines = tree.lines(path);
    if (lines === undefined) continue;
    const kept = readGrubEnvironment(tree.lines(`${folder}/grubenv`) ?? []);
    const script = readGrubMenu(lines, kept, placesIn(tree, path));
    const { menu } = script;
    if (script.usesBls) {
      const entries = blsEntries(tree, '/boot/loader/entries', script.variables);
      const chosen = /^\d{1,4}$/.test(script.chosen) ? entries[Number(script.chosen)] : undefined;
      const next = chosen ?? entries.find(({ id, title }) => id === script.chosen || title === script.chosen);
      if (entries.length > 0) return { loader: 'grub', path, entries, next: next ?? entries[0]! };
    }
    // A stub in the EFI partition only points to the real one.
    if (menu.entries.length > 0) return { loader: 'grub', path, ...menu };
  }
  return undefined;
};

/** Newest first, as both GRUB and systemd-boot list them. */
const blsEntries = (
  tree: RootTree,
  folder: string,
  variables: ReadonlyMap<string, string> = new Map(),
): readonly BootEntry[] =>
  tree
    .names(folder)
    .filter((name) => name.endsWith('.conf'))
    .sort((a, b) => byVersion(b, a))
    .slice(0, mostEntries)
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      return readBlsEntry(name.slice(0, -5), tree.lines(path) ?? [], variables, placesIn(tree, path)) ?? [];
    });

const systemdBoot = (tree: RootTree): BootPlan | undefined => {
  for (const esp of espFolders) {
    const path = `${esp}/loader/loader.conf`;
    const lines = tree.lines(path);
    if (lines === undefined) continue;
    const entries = blsEntries(tree, `${esp}/loader/entries`);
    const unified = tree.names(`${esp}/EFI/Linux`).some((name) => name.endsWith('.efi'));
    const chosen = lines.flatMap((line) => /^default\s+(\S+)/.exec(line)?.[1] ?? []).at(-1);
    // What a unified kernel image holds is not looked at, so neither is its place in the order.
    const next = unified || chosen === '@saved' ? undefined : entries.find(({ id }) => fits(chosen ?? '*', id));
    return { loader: 'systemd-boot', path, entries, ...(next !== undefined && { next }) };
  }
  return undefined;
};

/** `default` is a pattern for the name of the entry's file, of which only `*` is used in practice. */
const fits = (pattern: string, id: string): boolean => {
  const pieces = pattern.replace(/\.conf$/, '').split('*');
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = index === pieces.length - 1 ? id.length - piece.length : id.indexOf(piece, at);
    if (found < at || !id.startsWith(piece, found) || (index === 0 && found !== 0)) return false;
    at = found + piece.length;
  }
  return true;
};

const firstFile = (tree: RootTree, paths: readonly string[]) => {
  for (const path of paths) {
    const lines = tree.lines(path);
    if (lines !== undefined) return { path: posix.normalize(path), lines };
  }
  return undefined;
};

const extlinux = (tree: RootTree): BootPlan | undefined => {
  const file = firstFile(tree, extlinuxFiles);
  return file && { loader: 'extlinux', path: file.path, ...readExtlinuxMenu(file.lines, placesIn(tree, file.path)) };
};

const legacyGrub = (tree: RootTree): BootPlan | undefined => {
  const file = firstFile(tree, legacyFiles);
  return (
    file && { loader: 'grub-legacy', path: file.path, ...readLegacyGrubMenu(file.lines, placesIn(tree, file.path)) }
  );
};
