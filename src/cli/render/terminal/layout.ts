import { textWidth, wrap } from '../text.ts';
import { createPalette, type Paint, type Palette } from './paint.ts';

export interface TerminalOptions {
  /** Columns of the terminal; held between 40 and 200. */
  readonly width: number;
  readonly color: boolean;
  /** Show what is folded otherwise: each reset of a loop, notices in full, all evidence. */
  readonly all: boolean;
}

/** One grid for the whole page: a gutter for labels, and beside it a body. */
export interface Layout {
  readonly width: number;
  /** Columns of the gutter; on a narrow terminal too few for a label, which then stands on its own line. */
  readonly gutter: number;
  /** Columns of running text, which is tiring to read beyond a hundred. */
  readonly prose: number;
  readonly palette: Palette;
  readonly all: boolean;
}

const longestProse = 100;

export function createLayout({ width, color, all }: TerminalOptions): Layout {
  const columns = Number.isFinite(width) ? Math.min(Math.max(Math.floor(width), 40), 200) : 80;
  const gutter = columns < 60 ? 2 : 10;
  const prose = Math.min(columns - gutter, longestProse);
  return { width: columns, gutter, prose, palette: createPalette(color), all };
}

/** Lines moved into the body. */
export function inBody(layout: Layout, lines: readonly string[]): string[] {
  return lines.map((line) => ' '.repeat(layout.gutter) + line);
}

/** `body` in the body, with `label` in the gutter of its first line, or above it where the gutter is too narrow. */
export function labelled(layout: Layout, label: string, body: readonly string[], paint: Paint): string[] {
  const columns = textWidth(label);
  if (columns >= layout.gutter) return [paint(label), ...inBody(layout, body)];
  const [first = '', ...rest] = body;
  return [paint(label) + ' '.repeat(layout.gutter - columns) + first, ...inBody(layout, rest)];
}

/** Running text in the body, after `mark` (a bullet, a number), which the other lines are indented by. */
export function item(layout: Layout, mark: string, text: string, paint: Paint = layout.palette.plain): string[] {
  const lines = wrap(text, layout.prose - mark.length).map(paint);
  return inBody(
    layout,
    lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line),
  );
}
