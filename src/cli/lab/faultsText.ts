import { faults } from '../../lab/faults/index.ts';
import type { Palette } from '../render/terminal/paint.ts';
import { wrap } from '../render/text.ts';

const room = Math.max(...faults.map(({ name }) => name.length)) + 2;

/** The catalogue for a terminal. */
export const faultsText = (width: number, palette: Palette): string =>
  faults
    .flatMap(({ name, says, strikes }) => {
      const lines = wrap(`${says} (${strikes})`, Math.max(20, width - room));
      return lines.map(
        (line, i) => (i === 0 ? palette.bold(name) + ' '.repeat(room - name.length) : ' '.repeat(room)) + line,
      );
    })
    .map((line) => `${line}\n`)
    .join('');

/** The catalogue for programs. */
export const faultsJson = (): string =>
  `${JSON.stringify(
    faults.map(({ lay: _lay, device: _device, ...rest }) => rest),
    undefined,
    2,
  )}\n`;
