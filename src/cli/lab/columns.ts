import { textWidth, wrap } from '../render/text.ts';

const gap = 3;
/** Below this a third of the width holds no log line one would like to read. */
const narrowestSideBySide = 120;

/** A column: its title and its paragraphs. */
export interface Column {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - textWidth(text)));

const linesOf = ({ paragraphs }: Column, columns: number): string[] =>
  paragraphs.flatMap((paragraph) => wrap(paragraph, columns));

const sideBySide = (columns: readonly Column[], width: number, bold: (text: string) => string): string[] => {
  const each = Math.floor((width - gap * (columns.length - 1)) / columns.length);
  const texts = columns.map((column) => linesOf(column, each));
  const rows = Array.from({ length: Math.max(...texts.map(({ length }) => length)) }, (_, row) =>
    texts
      .map((lines) => padded(lines[row] ?? '', each))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
  const titles = columns.map(({ title }) => bold(title) + ' '.repeat(each - textWidth(title)));
  return [titles.join(' '.repeat(gap)).trimEnd(), ...rows];
};

/** Columns beside each other where the width allows, else one below the other. */
export const layColumns = (columns: readonly Column[], width: number, bold: (text: string) => string): string[] =>
  width >= narrowestSideBySide
    ? sideBySide(columns, width, bold)
    : columns.flatMap((column, i) => [
        ...(i === 0 ? [] : ['']),
        bold(column.title),
        ...linesOf(column, width - 2).map((line) => `  ${line}`),
      ]);
