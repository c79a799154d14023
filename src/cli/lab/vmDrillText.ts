import { type Apart, areAlike, type Likeness } from '../../lab/vmDrill/likeness.ts';
import type { Palette } from '../render/terminal/paint.ts';
import { wrap } from '../render/text.ts';
import { visible } from '../render/visible.ts';
import { drillText } from './drillText.ts';
import { matrixText } from './matrixText.ts';
import type { Row } from './vmDrillJson.ts';

const whose = { real: 'only the real driver', simulated: 'only the simulation' } as const;

/** What only one of the two has, a line for each. */
export const apartLines = (likeness: Likeness): readonly string[] =>
  Object.entries(likeness).flatMap(([what, apart]) =>
    (['real', 'simulated'] as const).flatMap((side) =>
      (apart as Apart<number | string>)[side].map((one) => `${what}, ${whose[side]}: ${visible(String(one))}`),
    ),
  );

/** A cell's name, for people. */
export const nameOf = ({ fault, voice }: Row): string => `${fault.name} on ${voice.name}`;

/** That it took more than one attempt, and what the others were; nothing where the first was the last. */
export const attemptsText = ({ earlier }: Row): readonly string[] =>
  earlier.map((says, i) => `attempt ${i + 1} of ${earlier.length + 1}: ${says}`);

/** Drills of one fault for a terminal: what real drivers did, and where the simulation does otherwise. */
export const vmDrillText = (rows: readonly Row[], width: number, palette: Palette): string =>
  rows
    .map((row) => {
      const attempts = attemptsText(row).map((line) => `${wrap(line, width).join('\n')}\n`);
      if (row.kind !== 'drilled') return `${attempts.join('')}${nameOf(row)}: ${row.kind}: ${row.why}\n`;
      const lines = apartLines(row.likeness);
      const verdict = areAlike(row.likeness)
        ? ['The simulated driver shows the same.']
        : [
            'The simulated driver differs:',
            ...lines.flatMap((line) => wrap(line, width - 2).map((text) => `  ${text}`)),
          ];
      return `${drillText(row.drill, width, palette)}${attempts.join('')}${verdict.join('\n')}\n`;
    })
    .join('\n');

/** The matrix for a terminal; below it what was skipped or took more than one attempt, and where simulations differ. */
export const vmMatrixText = (rows: readonly Row[], palette: Palette): string => {
  const drilled = rows.filter((row) => row.kind === 'drilled');
  const apart = drilled.flatMap((row) => apartLines(row.likeness).map((line) => `${nameOf(row)}: ${line}`));
  const undone = rows.flatMap((row) => (row.kind === 'drilled' ? [] : [`${nameOf(row)}: ${row.kind}: ${row.why}`]));
  const alike = drilled.filter(({ likeness }) => areAlike(likeness)).length;
  return [
    matrixText(
      drilled.map(({ drill }) => drill),
      palette,
    ),
    ...apart,
    `${alike} of ${drilled.length} simulated drivers show the same.`,
    ...rows.flatMap((row) => attemptsText(row).map((line) => `${nameOf(row)}: ${line}`)),
    ...undone,
    '',
  ].join('\n');
};
