import type { Rehearsal } from '../../recovery/dryRun.ts';
import type { Plan, Step } from '../../recovery/plan.ts';
import type { Refusal } from '../../recovery/refusals.ts';
import { paragraph } from '../paragraph.ts';
import type { Palette } from '../render/terminal/paint.ts';
import { visible } from '../render/visible.ts';

/** How a text is laid out. */
export interface Layout {
  readonly width: number;
  readonly palette: Palette;
}

/** What stands in a row has passed EC2, and may hold what no terminal should be told. */
const told = (text: string, { width }: Layout, indent: string): string => paragraph(visible(text), width, indent);

const item = (text: string, layout: Layout, bullet = '-'): string =>
  `  ${bullet} ${told(text, layout, '    ').slice(4)}`;

const list = (title: string, lines: readonly string[], layout: Layout): string =>
  lines.length === 0 ? '' : `\n${layout.palette.bold(title)}\n${lines.map((line) => item(line, layout)).join('')}`;

const undoing = ({ undo, leaves, byHand, call }: Step): string => {
  if (undo !== undefined || leaves !== undefined)
    return [undo && `Undone by: ${undo.says}.`, leaves].filter(Boolean).join(' ');
  return call === undefined && byHand === undefined ? 'Only waits.' : 'What you do there is yours to undo.';
};

const stepText = (step: Step, n: number, layout: Layout): string =>
  [
    `${String(n).padStart(3)}. ${layout.palette.bold(visible(step.title))}\n`,
    told(step.why, layout, '     '),
    ...(step.byHand ?? []).map((line) => told(line, layout, '       ')),
    layout.palette.dim(told(undoing(step), layout, '     ').trimEnd()),
    '\n',
  ].join('');

/** A plan in front of a person: steps with their reasons and ways back, what it costs, what was checked. */
export const planText = (plan: Plan, layout: Layout): string =>
  [
    `${layout.palette.bold(visible(plan.purpose))}\n\n`,
    ...plan.steps.map((step, i) => stepText(step, i + 1, layout)),
    list('What it costs', plan.costs, layout),
    list('Checked', plan.checks, layout),
    list('Could not be checked', plan.unchecked, layout),
    list('Afterwards', plan.afterwards, layout),
  ].join('');

/** Why nothing can be done this way, and which ways there are. */
export const refusalText = (refusals: readonly Refusal[], layout: Layout): string =>
  refusals
    .map(
      ({ id, says, instead }) =>
        `${layout.palette.red('Refused:')} ${told(`${says} [${id}]`, layout, '         ').slice(9)}${instead.map((line) => item(line, layout)).join('')}`,
    )
    .join('\n');

const marks = { 'would succeed': '✓', 'would fail': '✗', 'cannot be asked': '?' } as const;

/** What EC2's dry run said of each call. */
export const rehearsalText = (rehearsals: readonly Rehearsal[], layout: Layout): string =>
  `\n${layout.palette.bold('Dry run')}\n${rehearsals
    .map(({ call, answer, why }) =>
      item(`${call.name}: ${answer}${why === undefined ? '' : ` (${why})`}`, layout, marks[answer]),
    )
    .join('')}`;
