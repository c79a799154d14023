import { textWidth, wrap } from './render/text.ts';

/** A text broken into lines of at most `width` columns, each after `indent`. */
export const paragraph = (text: string, width: number, indent = ''): string =>
  wrap(text, width - indent.length)
    .map((line) => `${indent}${line}\n`)
    .join('');

/** Rows of label and text, the texts in one column and broken to `width`. */
export const definitions = (rows: readonly (readonly [label: string, text: string])[], width: number): string => {
  const column = Math.min(30, Math.max(0, ...rows.map(([label]) => textWidth(label))) + 4);
  return rows
    .map(([label, text]) => {
      const body = paragraph(text, width, ' '.repeat(column));
      const room = column - 4 - textWidth(label);
      return room < 0 ? `  ${label}\n${body}` : `  ${label}${' '.repeat(room)}${body.slice(column - 2)}`;
    })
    .join('');
};
