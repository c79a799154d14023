import { splitId } from '../../diagnosis/findings/finding.ts';
import { findings } from '../../diagnosis/findings/index.ts';
import type { FleetAdapter } from '../../watch/fleet/adapters.ts';
import type { FleetReport, TroubleGroup } from '../../watch/fleet/fleet.ts';
import { paragraph } from '../paragraph.ts';
import { numberWords, plural } from '../render/quantity.ts';
import type { Palette } from '../render/terminal/paint.ts';
import { visible } from '../render/visible.ts';

export interface FleetLayout {
  readonly width: number;
  readonly palette: Palette;
}

/** More of a kind are counted, not listed: whoever needs all of them asks for JSON. */
const mostListed = 8;

const titleOf = (id: string): string | undefined =>
  findings.find((row) => row.id === id || row.id === splitId(id).base)?.title;

const listed = <Item>(items: readonly Item[], line: (item: Item) => string, { width }: FleetLayout): string => {
  const shown = items.slice(0, mostListed).map((item) => paragraph(line(item), width, '    '));
  const rest = items.length - shown.length;
  return `${shown.join('')}${rest > 0 ? `    and ${numberWords(rest)} more\n` : ''}`;
};

const nameOf = ({ host, adapter }: FleetAdapter): string => visible(`${host} ${adapter}`);

const aboutOf = ({ version, type, zone }: FleetAdapter): string =>
  visible([`driver ${version}`, type, zone].filter((word) => !word.endsWith('unknown')).join(', '));

const groupText = (group: TroubleGroup, { groupedBy }: FleetReport, layout: FleetLayout): string => {
  const { palette } = layout;
  const title = groupedBy === 'cause' ? titleOf(group.name) : undefined;
  const head = `  ${palette.bold(visible(group.name))}: ${plural(group.adapters, 'adapter')}, ${numberWords(group.open)} open now, ${plural(group.resets, 'reset')}\n`;
  const lines = listed(
    group.troubles.toSorted((one, other) => Number(other.isOpen) - Number(one.isOpen) || other.resets - one.resets),
    ({ adapter, cause, blame, isOpen, resets }) =>
      [
        nameOf(adapter),
        ...(groupedBy === 'cause' ? [] : [visible(cause)]),
        isOpen ? 'open' : plural(resets, 'reset'),
        `blame: ${visible(blame)}`,
        aboutOf(adapter),
      ].join('  '),
    layout,
  );
  return head + (title === undefined ? '' : paragraph(`${title}.`, layout.width, '    ')) + lines;
};

const section = (title: string, texts: readonly string[], { palette }: FleetLayout): string =>
  texts.length === 0 ? '' : `\n${palette.bold(title)}\n${texts.join('')}`;

/** How a fleet is, for a person. */
export const fleetText = (report: FleetReport, layout: FleetLayout): string => {
  const { adapters, inTrouble, groups, bugs, outliers, silent, unanswered, populations } = report;
  const { palette, width } = layout;
  const verdict = `${plural(adapters, 'adapter')}, ${numberWords(inTrouble)} in trouble.`;
  const kinds = new Set(populations.map(({ version }) => version)).size;
  const types = new Set(populations.map(({ type }) => type)).size;
  return [
    `${inTrouble > 0 ? palette.red(verdict) : palette.green(verdict)} ${plural(kinds, 'driver version')}, ${plural(types, 'instance type')}.\n`,
    section(
      `In trouble, by ${report.groupedBy}`,
      groups.map((group) => groupText(group, report, layout)),
      layout,
    ),
    section(
      'Known defects that fit version and symptoms',
      bugs.map(
        ({ name, symptom, fixedIn, adapters: of }) =>
          `  ${palette.bold(name)}: ${plural(of.length, 'adapter')}${fixedIn === undefined ? '' : `; mended in ${fixedIn}`}\n${paragraph(symptom, width, '    ')}${listed(of, (adapter) => `${nameOf(adapter)}  ${aboutOf(adapter)}`, layout)}`,
      ),
      layout,
    ),
    section(
      'More than others of the same type and driver have',
      outliers.length === 0
        ? []
        : [
            listed(
              outliers,
              ({ adapter, metric, score }) =>
                `${nameOf(adapter)}  ${metric}  ${score.toFixed(1)} deviations above the middle`,
              layout,
            ),
          ],
      layout,
    ),
    section(
      'Counters stale or keep-alives overdue',
      silent.length === 0 ? [] : [listed(silent, nameOf, layout)],
      layout,
    ),
    section(
      'Agents that no longer answer',
      unanswered.length === 0 ? [] : [listed(unanswered, nameOf, layout)],
      layout,
    ),
  ].join('');
};
