import type { Place } from '../observation.ts';
import type { TextLine } from '../section.ts';

const longestPlace = 500;
/** No log record is longer; what is, is cut rather than searched. */
const longestLine = 1 << 20;

/** Whether any of the characters is there that loggers and consoles really leave; a search for one is nearly free. */
const isOdd = (text: string): boolean =>
  text.includes('\x1b') || text.includes('\r') || text.includes('\0') || text.includes('\ufeff');
const escapes = /\x1b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|[@-Z\\^_=>])/g;
const controls = /[\x00-\x08\x0b-\x1f\x7f\ufeff]/g;
/** `> `, `# `, bullets and bars of mails, shells and editors; not the `--` of journalctl. */
const pasteMarks = /^[ \t]*(?:(?:>|#|\*|-|•|│|┃|`{1,3})(?=[ \t>[<`A-Za-z\d])[ \t]*){1,8}/;

/** A copy that does not keep the text alive it was cut from. */
const detach = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** The line without colours, control characters and the marks of whoever pasted it. */
export const clean = (raw: string): string => {
  let text = raw.length > longestLine ? raw.slice(0, longestLine) : raw;
  if (isOdd(text)) text = text.replace(escapes, '').replace(controls, '');
  const first = text.charCodeAt(0);
  // Letters, digits, [ and < begin nearly all lines, and never a mark.
  if (first > 0x3e && first !== 0x60 && first < 0x80) return text;
  if (first === 0x5b || first === 0x3c || (first >= 0x30 && first <= 0x39)) return text;
  return text.replace(pasteMarks, '').replace(/`{1,3}[ \t]*$/, '');
};

/** Where a line stands, with its text as it stood, cut. */
export const placeOf = (source: string, line: TextLine): Place => {
  const { text } = line;
  const cut = text.length > longestPlace ? detach(text.slice(0, longestPlace)) : text;
  return { source, line: line.number, text: cut };
};

/** `…`, `...`, `[snip]`, `.......`: the poster left lines out. Code fences, too, say nothing. */
export const isElision = (text: string): boolean =>
  /^\s*(?:\.{2,80}|…{1,8}|\[(?:snip|\.{3}|…)\]|<snip>|-{2,4} ?snip ?-{2,4}|`{3}\w{0,12}|~{3})\s*$/i.test(text);
