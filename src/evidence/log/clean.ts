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

/** What a web page or a word processor made of blanks and apostrophes. */
const isTypeset = (text: string): boolean =>
  text.includes('\u00a0') || text.includes('\u2019') || text.includes('\u200b');
/** Elements that give a text its look; `<TASK>` and `<IRQ>` of a stack trace are none. */
const formatting = /<\/?(?:pre|code|span|p|div|td|tr|li|ul|b|i|u|em|strong|font)(?: [^<>]{0,200})?>/g;
const lineBreaks = /<br ?\/?>/g;
const entities = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(lt|gt|amp|quot|apos|nbsp));/gi;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** The text of a line of HTML; a break within it parts records. */
const withoutMarkup = (text: string): string =>
  text
    .replace(lineBreaks, '\n')
    .replace(formatting, '')
    .replace(entities, (whole, decimal, hex, name) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/\n$/, '');

/** A copy that does not keep the text alive it was cut from. */
const detach = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** The line without colours, control characters and the marks of whoever pasted it. */
export const clean = (raw: string): string => {
  let text = raw.length > longestLine ? raw.slice(0, longestLine) : raw;
  if (isOdd(text)) text = text.replace(escapes, '').replace(controls, '');
  if (text.includes('<') || text.includes('&')) text = withoutMarkup(text);
  if (isTypeset(text)) text = text.replaceAll('\u00a0', ' ').replaceAll('\u2019', "'").replaceAll('\u200b', '');
  // A carriage return as `cat -v`, `less` and editors show it.
  if (text.endsWith('^M')) text = text.replace(/(?:\^M)+$/, '');
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
