import { type Statistic, statistics } from '../../../spec/statistics/index.ts';
import { queriedName } from '../prometheus/metric.ts';
import { statisticMetric } from '../prometheus/statisticMetric.ts';

/** One panel: what it asks, and how the answer is shown. */
export interface Panel {
  readonly title: string;
  readonly description: string;
  readonly kind: 'timeseries' | 'table' | 'stat';
  /** Queries with the names of their lines. */
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
  /** As Grafana names units. */
  readonly unit: string;
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** What a dashboard's variables select. */
const chosen = 'job=~"$job", instance=~"$instance", adapter=~"$adapter"';
const lineName = '{{instance}} {{adapter}}';

const grafanaUnits: Readonly<Record<string, string>> = { bytes: 'Bps', packets: 'pps', ratio: 'percentunit' };

const own = (title: string, description: string, expr: string, unit: string, legend = lineName): Panel => ({
  title,
  description,
  kind: 'timeseries',
  queries: [{ expr, legend }],
  unit,
});

const panelOf = (statistic: Statistic): Panel => {
  const metric = statisticMetric(statistic.id)!;
  const isCounter = metric.type === 'counter';
  const name = `${queriedName(metric)}{${chosen}}`;
  return {
    title: statistic.id,
    description: `${statistic.means} ${statistic.rise} ${statistic.worry}`,
    kind: 'timeseries',
    queries: [{ expr: isCounter ? `rate(${name}[$__rate_interval])` : name, legend: lineName }],
    unit: grafanaUnits[metric.unit ?? statistic.unit] ?? (isCounter ? 'cps' : 'short'),
  };
};

/** Statistics that Linux prints, which is where an agent runs. */
const ofLinux = statistics.filter(({ id, releases }) => releases !== undefined && statisticMetric(id) !== undefined);
const panels = (isWanted: (statistic: Statistic) => boolean): readonly Panel[] => ofLinux.filter(isWanted).map(panelOf);

const isOfQueues = ({ scope }: Statistic): boolean => scope === 'tx-queue' || scope === 'rx-queue';
const traffic: ReadonlySet<string> = new Set(['tx_bytes', 'rx_bytes', 'tx_cnt', 'rx_cnt', 'tx_drops', 'rx_drops']);

/** The dashboard from top to bottom: what is wrong, whether it lives, what it carries, then what each counter tells. */
export const dashboardRows: readonly Row[] = [
  {
    title: 'Now',
    panels: [
      {
        title: 'What is wrong',
        description:
          'Open problems: the id of the finding, how grave it is and who is to blame. ena explain ID tells more.',
        kind: 'table',
        queries: [{ expr: `ena_problem{${chosen}} > 0`, legend: '' }],
        unit: 'short',
      },
      {
        title: 'Adapters',
        description: 'Every adapter with its driver, kernel and instance type.',
        kind: 'table',
        queries: [{ expr: `ena_adapter_info{${chosen}}`, legend: '' }],
        unit: 'short',
      },
      own(
        'Resets',
        'Resets that ended, by cause, blame and outcome.',
        `sum by (cause, blame, outcome) (increase(ena_incidents_total{${chosen}}[$__rate_interval]))`,
        'short',
        '{{cause}} ({{blame}}, {{outcome}})',
      ),
    ],
  },
  {
    title: 'Heartbeat',
    panels: [
      own(
        'Silence, as a part of what the driver waits',
        'At 100 % the driver resets the adapter.',
        `ena_heartbeat_age_seconds{${chosen}} / ena_heartbeat_limit_seconds{${chosen}}`,
        'percentunit',
      ),
      own('Between keep-alives', 'A second is usual.', `ena_heartbeat_interval_seconds{${chosen}}`, 's'),
      own('Jitter', 'Of the last 60 intervals.', `ena_heartbeat_jitter_seconds{${chosen}}`, 's'),
    ],
  },
  { title: 'Traffic', panels: panels(({ id }) => traffic.has(id)) },
  {
    title: 'Limits of the instance and ENA Express',
    panels: panels(({ scope }) => scope === 'instance' || scope === 'srd'),
  },
  {
    title: 'Resets and what led to them',
    panels: panels(({ scope, nonzero }) => scope === 'adapter' && nonzero === 'bad'),
  },
  {
    title: 'Queues: what should not be',
    panels: panels((row) => isOfQueues(row) && row.nonzero !== 'expected' && !traffic.has(row.id)),
  },
  { title: 'Admin queue and hardware clock', panels: panels(({ scope }) => scope === 'admin' || scope === 'phc') },
];
