import type { HistoryPoint } from '../../../watch/http/wire.ts';

/** One line of a plot: how fast the sum of some counters rises. */
export interface Line {
  readonly label: string;
  /** Ids of statistics, summed over queues. */
  readonly ids: readonly string[];
  readonly factor?: number;
}

/** One picture: a title, a unit, at most three lines. */
export interface PlotRow {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly Line[];
}

const standing: readonly PlotRow[] = [
  {
    title: 'Throughput',
    unit: 'bit/s',
    lines: [
      { label: 'in', ids: ['rx_bytes'], factor: 8 },
      { label: 'out', ids: ['tx_bytes'], factor: 8 },
    ],
  },
  {
    title: 'Losses',
    unit: 'packets/s',
    lines: [{ label: 'dropped', ids: ['rx_drops', 'tx_drops', 'rx_overruns', 'tx_missed_tx'] }],
  },
  {
    title: 'Beyond the allowances',
    unit: 'packets/s',
    lines: [
      {
        label: 'queued or dropped',
        ids: ['bw_in', 'bw_out', 'pps', 'conntrack', 'linklocal'].map((one) => `${one}_allowance_exceeded`),
      },
    ],
  },
];

/** The standing plots, and one of a chosen statistic. */
export const plotsWith = (id: string): readonly PlotRow[] =>
  id === '' ? standing : [...standing, { title: id, unit: 'a second', lines: [{ label: id, ids: [id] }] }];

/** All statistics that plots are made of, each once. */
export const idsOf = (plots: readonly PlotRow[]): readonly string[] => [
  ...new Set(plots.flatMap(({ lines }) => lines.flatMap(({ ids }) => ids))),
];

/** Times in seconds since 1970, and the lines' values at them, as uPlot takes them. */
export type Rates = readonly [times: readonly number[], ...lines: readonly (number | null)[][]];

type Points = readonly HistoryPoint[];

/** Rise per second at each time; a counter that fell began anew. */
const risesOf = (points: Points): ReadonlyMap<number, number> =>
  new Map(
    points.slice(1).map(({ atMs, value }, i) => {
      const before = points[i]!;
      const rise = value < before.value ? value : value - before.value;
      return [atMs, rise / Math.max(0.001, (atMs - before.atMs) / 1000)];
    }),
  );

const rateOf = (series: readonly Points[], times: readonly number[], factor: number): (number | null)[] => {
  const rises = series.map(risesOf);
  return times.map((time) => {
    const known = rises.flatMap((byTime) => byTime.get(time) ?? []);
    return known.length === 0 ? null : known.reduce((sum, rise) => sum + rise, 0) * factor;
  });
};

/** What a plot shows, from the series of all statistics of all plots. */
export const ratesOf = ({ lines }: PlotRow, plots: readonly PlotRow[], all: readonly Points[]): Rates => {
  const ids = idsOf(plots);
  const seriesOf = (line: Line) =>
    line.ids.flatMap((id) => (all[ids.indexOf(id)] === undefined ? [] : [all[ids.indexOf(id)]!]));
  const times = new Set(
    lines.flatMap((line) => seriesOf(line).flatMap((points) => points.slice(1).map(({ atMs }) => atMs))),
  );
  const ordered = [...times].sort((one, other) => one - other);
  return [ordered.map((ms) => ms / 1000), ...lines.map((line) => rateOf(seriesOf(line), ordered, line.factor ?? 1))];
};
