import { shownUrl } from '../../watch/export/delivery/shownUrl.ts';
import { askFleet, type Grouping, groupings } from '../../watch/fleet/fleet.ts';
import { isLabel, usualIdentity } from '../../watch/fleet/identity.ts';
import { NoFleet } from '../../watch/fleet/problems.ts';
import { prometheusApi, type QueryCost } from '../../watch/fleet/prometheusApi.ts';
import { readWidth, wantsColor } from '../appearance.ts';
import { BadValue } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import { readHttpUrl } from '../httpUrl.ts';
import { createPalette } from '../render/terminal/paint.ts';
import type { Shell } from '../shell.ts';
import type { FleetValues } from '../verbs/fleet.ts';
import { fleetText } from './fleetText.ts';
import { toldOf } from './fleetTrouble.ts';

const readGrouping = (text: string): Grouping => {
  const found = groupings.find((grouping) => grouping === text);
  if (found === undefined) throw new BadValue('--group-by', text, groupings.join(', '));
  return found;
};

const readWindow = (text: string): string => {
  if (/^[1-9]\d{0,4}[smhdw]$/.test(text)) return text;
  throw new BadValue('--within', text, 'a number with s, m, h, d or w, such as 10m or 1d');
};

const readIdentity = (text: string | undefined): readonly string[] => {
  const labels = text?.split(',').map((label) => label.trim()) ?? usualIdentity;
  if (labels.every(isLabel)) return labels;
  throw new BadValue('--identity', text ?? '', 'names of labels with commas between, such as cluster,job,instance');
};

const costText = (costs: readonly (readonly [string, QueryCost])[]): string =>
  costs
    .map(
      ([query, { milliseconds, bytes, rows }]) =>
        `${milliseconds.toFixed(0)} ms  ${bytes} bytes  ${rows} rows  ${query}\n`,
    )
    .join('');

/**
 * `ena fleet`: asks a Prometheus about all adapters it knows.
 *
 * @returns 1 when any is in trouble
 * @throws BadValue, FleetTrouble
 */
export const runFleet = async (values: FleetValues, url: string, shell: Shell): Promise<ExitCode> => {
  const layout = {
    width: readWidth(values.width, shell),
    palette: createPalette(wantsColor(values.color ?? 'auto', shell)),
  };
  const question = {
    groupBy: readGrouping(values['group-by'] ?? 'cause'),
    window: readWindow(values.within ?? '1h'),
    identity: readIdentity(values.identity),
  };
  const costs: [string, QueryCost][] = [];
  const token = shell.env.ENA_PROMETHEUS_TOKEN;
  const query = prometheusApi({
    url: readHttpUrl('--prometheus', url),
    ...(token && { token }),
    ...(values.tenant !== undefined && { tenant: values.tenant }),
    spent: (promql, cost) => costs.push([promql, cost]),
  });
  const report = await askFleet(query, question).catch((error: unknown) => {
    throw toldOf(error);
  });
  if (report === undefined) throw toldOf(new NoFleet(shownUrl(url)));
  shell.out.write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : fleetText(report, layout));
  if (values.cost) shell.err.write(costText(costs));
  return report.inTrouble > 0 || report.unanswered.length > 0 || report.bugs.length > 0 ? 1 : 0;
};
