import { parseCount } from './count.ts';
import { findInterfaceName } from './interfaceName.ts';
import { parseTableRow } from './tableRow.ts';

/** One row of a table of counters, with what a person or a program wrote in front of it. */
export interface CounterRow {
  readonly name: string;
  readonly value: number;
  readonly host?: string;
  readonly interface?: string;
  /** Which side of a `diff` the row stands on. */
  readonly side?: 'before' | 'after';
}

const longestRow = 300;
const longestName = 64;
const nameForm = /^[A-Za-z_][\w.[\]-]*$/;
const mark = /^\s*(?:\/\/)?([-+<>#*|"'{,]*)\s*["']?/;
/** Line end, quotation mark and comma of a string in a program's source. */
const sourceEnd = /\\n["'][,;})\s]{0,8}$/;
/** One word and a colon: the host that pdsh or a person put in front. */
const hostForm = /^([\w.-]{1,63}):$/;
const ownerForm = /^[\w@.:/ +-]{1,120}$/;
const pciAddress = /[\da-f]{4}:[\da-f]{2}:[\da-f]{2}/i;

/**
 * Reads `name: value` or `name=value`, as `ethtool -S` prints it and people paste it: indented, quoted, behind `#` or `//`,
 * behind a host and an interface (`DUT ens5:   bw_in_allowance_exceeded:  19 731 631`), in a diff, as a line of JSON or a
 * string in a program; and as a row of a table, see `parseTableRow`.
 * Kernel lines (`[18509.8] ena 0000:00:07.0 eth1: wd_expired: 1`) are none: that is a dump, which the log's reader owns.
 * `accepts` may refuse a name before the rest is looked at.
 */
export function parseCounterRow(text: string, accepts?: (name: string) => boolean): CounterRow | undefined {
  if (text.length > longestRow) {
    return undefined;
  }
  const row = withoutRemark(text);
  return parsePair(row, accepts) ?? parseTableRow(row, accepts);
}

/** A whole table may stand in a comment; what follows a row is a remark on it, as are the `{{// …}}` of AWS's pages. */
function withoutRemark(text: string): string {
  if (!text.includes('//')) {
    return text;
  }
  const start = text.search(/\S/);
  const remark = text.indexOf(' //', start + 1);
  const braced = text.indexOf('{{//', start + 1);
  const end = remark < 0 || (braced >= 0 && braced < remark) ? braced : remark;
  return end < 0 ? text : text.slice(0, end);
}

function parsePair(row: string, accepts?: (name: string) => boolean): CounterRow | undefined {
  // Programs put their name and a colon in front of `name = value`.
  const cut = [row.lastIndexOf(':'), row.lastIndexOf('=')].find((at) => at > 0 && startsWithDigit(row, at + 1));
  if (cut === undefined) {
    return undefined;
  }
  const nameEnd = endOfName(row, cut);
  const nameStart = startOfName(row, nameEnd);
  const name = row.slice(nameStart, nameEnd);
  if (!nameForm.test(name) || accepts?.(name) === false) {
    return undefined;
  }
  const value = parseCount(
    row
      .slice(cut + 1)
      .replace(/^[\s"']+/, '')
      .replace(sourceEnd, ''),
  );
  if (value === undefined) {
    return undefined;
  }
  const front = row.slice(0, nameStart);
  const marked = mark.exec(front);
  const owner = parseOwner(front.slice(marked?.[0].length ?? 0).trim());
  if (owner === undefined) {
    return undefined;
  }
  const side = /^[-<]/.test(marked?.[1] ?? '') ? 'before' : /^[+>]/.test(marked?.[1] ?? '') ? 'after' : undefined;
  return { name, value, ...owner, ...(side && { side }) };
}

/** Most lines of most texts end here, so it looks at characters only. */
function startsWithDigit(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && ' \t"\'\u00a0'.includes(text.charAt(at))) {
    at += 1;
  }
  return text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;
}

/** Back over blanks and a closing quotation mark. */
function endOfName(text: string, cut: number): number {
  let at = cut;
  while (at > 0 && ' \t"\''.includes(text.charAt(at - 1))) {
    at -= 1;
  }
  return at;
}

function startOfName(text: string, end: number): number {
  let at = end;
  while (at > 0 && end - at < longestName && isNameCharacter(text.charCodeAt(at - 1))) {
    at -= 1;
  }
  return at;
}

function isNameCharacter(code: number): boolean {
  const letter = code | 32;
  // Letters, digits, and `_ . [ ] -`.
  return (letter >= 97 && letter <= 122) || (code >= 45 && code <= 57 && code !== 47) || [95, 91, 93].includes(code);
}

/** `DUT ens5:` → host `DUT`, interface `ens5`; a path that `grep` put in front gives its interface only. */
function parseOwner(before: string): { host?: string; interface?: string } | undefined {
  if (before === '') {
    return {};
  }
  if (!ownerForm.test(before) || pciAddress.test(before)) {
    return undefined;
  }
  const found = findInterfaceName(before.replaceAll('_', ' '));
  if (found === undefined) {
    const host = hostForm.exec(before)?.[1];
    return host === undefined ? undefined : { host };
  }
  const host = before.slice(0, before.indexOf(found)).replace(/[\s:@/]+$/, '');
  return { interface: found, ...(/^[\w.-]+$/.test(host) && !host.includes('ethtool') && { host }) };
}
