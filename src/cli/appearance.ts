import type { Options } from './command.ts';
import { BadValue } from './errors.ts';
import type { Shell } from './shell.ts';

export const colorChoices = ['auto', 'always', 'never'] as const;

/** The options of a verb whose output is laid out for a reader. */
export const appearance = {
  width: { type: 'string', takes: 'N', completes: 'nothing', says: 'Lay it out in N columns.' },
  color: {
    type: 'string',
    takes: 'WHEN',
    completes: colorChoices,
    says: 'Colour it: auto (on a terminal, unless NO_COLOR is set), always or never.',
  },
} as const satisfies Options;

/**
 * Whether to colour what goes to standard output: on a terminal that can, unless NO_COLOR is set to anything.
 *
 * @throws BadValue for a choice that is none
 */
export const wantsColor = (choice: string, { out, env }: Shell): boolean => {
  if (!colorChoices.some((known) => known === choice)) throw new BadValue('--color', choice, colorChoices.join(', '));
  if (choice !== 'auto') return choice === 'always';
  return out.isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
};

const narrowest = 40;
const widest = 1000;

/**
 * Columns to lay text out in: as told, else the terminal's (no wider than is good to read), else 100.
 *
 * @throws BadValue outside 40 to 1000
 */
export const readWidth = (told: string | undefined, { out }: Shell): number => {
  if (told === undefined) return Math.min(120, Math.max(narrowest, out.columns ?? 100));
  const width = Number(told);
  if (/^\d+$/.test(told) && width >= narrowest && width <= widest) return width;
  throw new BadValue('--width', told, `a number of columns from ${narrowest} to ${widest}`);
};
