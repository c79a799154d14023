import type { Place } from '../../observation.ts';
import type { BootEntry } from './bootEntry.ts';
import { grubWords } from './grubWords.ts';

/**
 * One entry of the Boot Loader Specification, type 1: a file of `key value` lines.
 * @param id the name of its file without `.conf`
 * @param variables what GRUB puts in place of `$kernelopts` and the like
 * @returns undefined where it names no kernel
 */
export const readBlsEntry = (
  id: string,
  lines: readonly string[],
  variables: ReadonlyMap<string, string>,
  placeOf: (line: number, text: string) => Place,
): BootEntry | undefined => {
  const values = (key: string) =>
    lines.flatMap((line) => {
      const [, name, value = ''] = /^([\w-]{1,32})[ \t]+(.*)$/.exec(line) ?? [];
      return name === key ? [value.trim()] : [];
    });
  const expanded = (text: string) => grubWords(text, variables);
  const at = lines.findIndex((line) => /^linux[ \t]/.test(line));
  const [kernelPath] = values('linux');
  if (at < 0 || !kernelPath) return undefined;
  return {
    id,
    title: values('title')[0] ?? id,
    kernelPath,
    initrdPaths: values('initrd').flatMap(expanded),
    options: values('options').flatMap(expanded).join(' '),
    place: placeOf(at + 1, lines[at] ?? ''),
  };
};
