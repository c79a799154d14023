import type { Progress } from '../../recovery/walk.ts';
import type { Palette } from '../render/terminal/paint.ts';
import { visible } from '../render/visible.ts';
import type { Stream } from '../shell.ts';

/**
 * Tells on standard error how a recovery goes: a line for each step, and one for each change of what is waited for, so
 * that a log of it stays readable.
 */
export const progressTeller = (err: Stream, palette: Palette): ((progress: Progress) => void) => {
  let last = '';
  const say = (line: string): void => {
    if (line === last) return;
    last = line;
    err.write(`${line}\n`);
  };
  return ({ step, way, what, detail = '' }) => {
    const title = way === 'undo' && step.undo !== undefined ? step.undo.says : step.title;
    if (what === 'begins') say(`${palette.bold('▸')} ${visible(title)}`);
    else if (what === 'waits') say(palette.dim(`  … ${visible(detail)}`));
    else if (what === 'again') say(palette.yellow(`  EC2 answered ${visible(detail)}; looking before asking again`));
    else if (what === 'skipped') say(`${palette.dim('–')} ${visible(title)}: was never done`);
    else say(`${palette.green('✓')} ${visible(title)}`);
  };
};
