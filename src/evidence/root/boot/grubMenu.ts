import type { Place } from '../../observation.ts';
import type { BootEntry, BootMenu } from './bootEntry.ts';
import { grubWords } from './grubWords.ts';

/** An entry or a submenu, as GRUB numbers them together. */
interface Node {
  readonly title: string;
  readonly id: string;
  readonly place: Place;
  readonly children: Node[] | undefined;
  kernelPath: string;
  initrdPaths: string[];
  options: string;
}

export interface GrubScript {
  readonly menu: BootMenu;
  /** Its entries stand in files of their own, as the Boot Loader Specification has it. */
  readonly usesBls: boolean;
  /** What the script sets its `default` to. */
  readonly chosen: string;
  /** What else it sets, for entries that speak of it. */
  readonly variables: ReadonlyMap<string, string>;
}

const mostDepth = 32;

/**
 * Reads `grub.cfg` as far as its generators write it: menu entries, submenus and the default.
 * Conditions are not followed; of several defaults the last counts, which is the one for an ordinary boot.
 * @param kept GRUB's environment block
 */
export const readGrubMenu = (
  lines: readonly string[],
  kept: ReadonlyMap<string, string>,
  placeOf: (line: number, text: string) => Place,
): GrubScript => {
  const top: Node[] = [];
  const open: (Node | undefined)[] = [];
  const variables = new Map(kept);
  let usesBls = false;
  let chosen = '';
  lines.forEach((line, index) => {
    if (open.length > mostDepth) return;
    const words = grubWords(line, variables);
    const [command, ...rest] = words;
    const inside = open.findLast((node) => node !== undefined);
    if ((command === 'menuentry' || command === 'submenu') && rest[0] !== undefined) {
      const id = idOf(rest);
      const children = command === 'submenu' ? [] : undefined;
      const place = placeOf(index + 1, line);
      const node = { title: rest[0], id, place, children, kernelPath: '', initrdPaths: [], options: '' };
      (inside?.children ?? top).push(node);
      if (words.at(-1) === '{') open.push(node);
    } else if (words.at(-1) === '{') open.push(undefined);
    else if (command === '}') open.pop();
    else if (command === 'blscfg') usesBls = true;
    else if (command === 'set' && rest[0] !== undefined) {
      const equals = rest[0].indexOf('=');
      const [name, value] = [rest[0].slice(0, equals), rest[0].slice(equals + 1)];
      // Whatever `next_entry` holds counts once, and is looked at apart.
      if (name === 'default' && !line.includes('next_entry')) chosen = value;
      else if (name !== 'default' && !variables.has(name)) variables.set(name, value);
    } else if (inside !== undefined && /^linux(?:16|efi)?$/.test(command ?? '') && rest[0] !== undefined) {
      inside.kernelPath = rest[0];
      inside.options = rest.slice(1).join(' ');
    } else if (inside !== undefined && /^initrd(?:16|efi)?$/.test(command ?? '')) inside.initrdPaths = rest;
  });
  const entries = new Map(flat(top).map((node) => [node, entryOf(node)]));
  const booted = find(top, kept.get('next_entry') || chosen || '0');
  const next = booted && entries.get(booted);
  return {
    menu: { entries: [...entries.values()], ...(next !== undefined && { next }) },
    usesBls,
    chosen: kept.get('next_entry') || chosen,
    variables,
  };
};

/** The generators write `$menuentry_id_option 'id'`, whose first word is a variable; people write `--id id`. */
const idOf = (words: readonly string[]): string => {
  const option = words.indexOf('--id');
  if (option >= 0) return words[option + 1] ?? '';
  const blank = words.indexOf('');
  return blank >= 0 ? (words[blank + 1] ?? '') : '';
};

const flat = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => (node.children === undefined ? (node.kernelPath === '' ? [] : [node]) : flat(node.children)));

/** `0`, `1>2`, a title, an id, or several of them with `>` between. */
const find = (nodes: readonly Node[], wanted: string): Node | undefined => {
  const [, first = wanted, rest = ''] = /^([^>]*)>(.*)$/s.exec(wanted) ?? [];
  const named = (name: string) => nodes.find(({ id, title }) => id === name || title === name);
  const node = named(wanted) ?? named(first) ?? (/^\d{1,4}$/.test(first) ? nodes[Number(first)] : undefined);
  if (node === undefined) return wanted === '0' || nodes.length === 0 ? undefined : find(nodes, '0');
  if (node.children === undefined) return node.kernelPath === '' ? undefined : node;
  return node.children.length === 0 ? undefined : find(node.children, rest || '0');
};

const entryOf = ({ id, title, kernelPath, initrdPaths, options, place }: Node): BootEntry => ({
  id: id || title,
  title,
  kernelPath,
  initrdPaths,
  options,
  place,
});
