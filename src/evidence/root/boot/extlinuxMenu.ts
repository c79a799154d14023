import type { Place } from '../../observation.ts';
import type { BootEntry, BootMenu } from './bootEntry.ts';

/** Reads `extlinux.conf`: labels, and the one that `DEFAULT` names. Source: SYSLINUX, doc/syslinux.txt. */
export const readExtlinuxMenu = (
  lines: readonly string[],
  placeOf: (line: number, text: string) => Place,
): BootMenu => {
  const entries: BootEntry[] = [];
  let chosen = '';
  let label: string | undefined;
  lines.forEach((line, index) => {
    const [, word = '', value = ''] = /^\s*(\w{1,32})\s+(.*)$/.exec(line) ?? [];
    const last = entries.at(-1);
    const own = last !== undefined && last.id === label ? last : undefined;
    switch (word.toLowerCase()) {
      case 'default':
        chosen = value.trim();
        break;
      case 'label':
        label = value.trim();
        break;
      case 'kernel':
      case 'linux': {
        if (label === undefined || own !== undefined) break;
        const place = placeOf(index + 1, line);
        entries.push({ id: label, title: label, kernelPath: value.trim(), initrdPaths: [], options: '', place });
        break;
      }
      case 'initrd':
        if (own !== undefined) entries[entries.length - 1] = { ...own, initrdPaths: value.trim().split(',') };
        break;
      case 'append':
        if (own !== undefined) entries[entries.length - 1] = { ...own, ...appended(own, value.trim()) };
    }
  });
  const next = entries.find(({ id }) => id === chosen) ?? entries[0];
  return { entries, ...(next !== undefined && { next }) };
};

/** `initrd=` on the command line is read by the loader as well. */
const appended = (entry: BootEntry, options: string): Pick<BootEntry, 'options' | 'initrdPaths'> => {
  const [, initrds] = /(?:^|\s)initrd=(\S+)/.exec(options) ?? [];
  return { options, initrdPaths: initrds === undefined ? entry.initrdPaths : initrds.split(',') };
};
