/** Puts a colour on text that has been cut and wrapped already, since colours have no width. */
export type Paint = (text: string) => string;

export interface Palette {
  readonly plain: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
}

const plain: Paint = (text) => text;

/** Written by hand, since `util.styleText` looks at the environment, which is the caller's to judge. */
const sgr =
  (on: string, off: number): Paint =>
  (text) =>
    text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`;

const coloured: Palette = {
  plain,
  bold: sgr('1', 22),
  dim: sgr('2', 22),
  red: sgr('1;31', 0),
  yellow: sgr('33', 39),
  green: sgr('32', 39),
};

const colourless: Palette = { plain, bold: plain, dim: plain, red: plain, yellow: plain, green: plain };

export function createPalette(color: boolean): Palette {
  return color ? coloured : colourless;
}
