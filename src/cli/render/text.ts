/** What a character takes on a terminal, and how text is cut and wrapped by it. */

/** First and last code point of the blocks that terminals draw two columns wide. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23f3],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274e],
  [0x2753, 0x2757],
  [0x2795, 0x2797],
  [0x2b1b, 0x2b1c],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18aff],
  [0x1b000, 0x1b2ff],
  [0x1f004, 0x1f004],
  [0x1f18e, 0x1f19a],
  [0x1f1e6, 0x1f320],
  [0x1f32d, 0x1faff],
  [0x20000, 0x3fffd],
];

const printableAscii = /^[\x20-\x7e]*$/;
const combining = /^[\p{Mn}\p{Me}]/u;

function characterWidth(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300) return 1;
  if (combining.test(character)) return 0;
  for (const [first, last] of wideBlocks) {
    if (point < first) return 1;
    if (point <= last) return 2;
  }
  return 1;
}

/** Columns that `text` takes on a terminal. Expects text without control characters, see `visible`. */
export function textWidth(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}

/** The longest beginning of `text` that fits into `columns`, in UTF-16 units. */
function fittingLength(text: string, columns: number): number {
  let used = 0;
  let length = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > columns) break;
    length += character.length;
  }
  return length;
}

/** `text` in at most `columns` columns; what does not fit gives way to an ellipsis at its end. */
export function cut(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  return columns < 1 ? '' : `${text.slice(0, fittingLength(text, columns - 1)).trimEnd()}…`;
}

/** `text` in at most `columns` columns; what does not fit gives way at its beginning, as suits a path. */
export function cutStart(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  if (columns < 1) return '';
  const characters = Array.from(text);
  let used = 1;
  let from = characters.length;
  while (from > 0) {
    used += characterWidth(characters[from - 1] ?? '');
    if (used > columns) break;
    from--;
  }
  return `…${characters.slice(from).join('')}`;
}

/** `text` broken at spaces into lines of at most `columns` columns; a longer word is broken where it must be. */
export function wrap(text: string, columns: number): string[] {
  // Two columns at least, or a wide character would fit into no line.
  const room = Math.max(columns, 2);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    if (word === '') continue;
    let rest = word;
    let width = textWidth(rest);
    if (line !== '' && used + 1 + width <= room) {
      line += ` ${rest}`;
      used += 1 + width;
      continue;
    }
    if (line !== '') lines.push(line);
    while (width > room) {
      const length = fittingLength(rest, room);
      lines.push(rest.slice(0, length));
      rest = rest.slice(length);
      width = textWidth(rest);
    }
    line = rest;
    used = width;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Like `wrap`, in at most `most` lines, the last of which then ends in an ellipsis. */
export function wrapCut(text: string, columns: number, most: number): string[] {
  const lines = wrap(text, columns);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), Math.max(columns, 2))];
}
