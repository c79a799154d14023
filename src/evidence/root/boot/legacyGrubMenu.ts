import type { Place } from '../../observation.ts';
import type { BootEntry, BootMenu } from './bootEntry.ts';

/** Reads `menu.lst` or `grub.conf` of GRUB 0.97, which PV-GRUB and Amazon Linux 1 read too. */
export const readLegacyGrubMenu = (
  lines: readonly string[],
  placeOf: (line: number, text: string) => Place,
): BootMenu => {
  const titles: (BootEntry | undefined)[] = [];
  let chosen = '0';
  let title: string | undefined;
  lines.forEach((line, index) => {
    const [, word, value = ''] = /^\s*(\w{1,32})[ \t=]+(.*)$/.exec(line) ?? [];
    const last = titles.at(-1);
    if (word === 'default') chosen = value.trim();
    else if (word === 'title') {
      title = value.trim();
      titles.push(undefined);
    } else if (word === 'kernel' && title !== undefined && last === undefined) {
      const [kernelPath = '', ...options] = value.trim().split(/\s+/).map(withoutDrive);
      const place = placeOf(index + 1, line);
      titles[titles.length - 1] = { id: title, title, kernelPath, initrdPaths: [], options: options.join(' '), place };
    } else if (word === 'initrd' && last !== undefined)
      titles[titles.length - 1] = { ...last, initrdPaths: value.trim().split(/\s+/).map(withoutDrive) };
  });
  const entries = titles.filter((entry) => entry !== undefined);
  // `saved` stands in a file of its own; without one it is the first.
  const next = chosen === 'saved' ? entries[0] : titles[Number(chosen)];
  return { entries, ...(next !== undefined && { next }) };
};

/** `(hd0,0)/boot/vmlinuz` */
const withoutDrive = (word: string): string => word.replace(/^\([\w,]{1,16}\)/, '');
