import type { FindingRow } from '../../../diagnosis/findings/index.ts';
import { reasonOf } from '../kubernetes/nodeCondition.ts';
import { queriedStatistic } from '../prometheus/statisticMetric.ts';
import { type AlertedFinding, alertedFindings, findingMatcher } from './alertedFindings.ts';
import { type Yaml, yaml } from './yaml.ts';

/** A few scrapes of a minute, so that a rise between two of them is seen. */
const risenWithin = '5m';
/** Labels by which a problem and a counter of one adapter are matched. */
const adapterLabels = 'job, instance, adapter';

/** Braces open a template in what Prometheus writes out. */
const text = (words: string): string => words.replaceAll('{{', '{ {');

const meaningOf = ({ meaning }: FindingRow): string => (typeof meaning === 'function' ? meaning({}) : meaning);

/** The agent says so, or a counter that shows it rises: agents without a kernel log see counters alone. */
const expressionOf = ({ row, counters }: AlertedFinding): string => {
  const told = `max by (${adapterLabels}) (ena_problem{${findingMatcher(row)}}) > 0`;
  const risen = counters
    // Below what a single look would warn of it is a notice for the doctor, and so it is here.
    .map(({ statistic, warnFrom }) => `increase(${queriedStatistic(statistic)}[${risenWithin}]) >= ${warnFrom}`)
    // A rise of one is extrapolated to a little less where a series begins or ends within the window.
    .map((rise) => rise.replace(/ >= 1$/, ' > 0'));
  return [told, ...risen.map((rise) => `max by (${adapterLabels}) (${rise})`)].join(' or ');
};

const alertOf = (finding: AlertedFinding): Yaml => {
  const { id, severity, blame, title, advice } = finding.row;
  return {
    alert: `Ena${reasonOf(id)}`,
    expr: expressionOf(finding),
    // What is critical has happened already; the rest may pass.
    ...(severity !== 'critical' && { for: '1m' }),
    labels: { severity, finding: id, blame },
    annotations: {
      summary: `${text(title)} ({{ $labels.instance }}, {{ $labels.adapter }})`,
      description: text(meaningOf(finding.row)),
      advice: text(advice.join(' ')),
    },
  };
};

/** What the agent's own metrics tell, beside findings. */
const agentAlerts: readonly Yaml[] = [
  {
    alert: 'EnaHeartbeatLate',
    expr: 'ena_heartbeat_age_seconds > 0.5 * ena_heartbeat_limit_seconds',
    labels: { severity: 'warning' },
    annotations: {
      summary:
        'No keep-alive from the adapter for half of what the driver waits ({{ $labels.instance }}, {{ $labels.adapter }})',
      description:
        'The device posts a keep-alive every second. When the limit is reached the driver resets the adapter.',
    },
  },
  {
    alert: 'EnaCountersStale',
    expr: 'ena_sample_age_seconds > 60',
    for: '1m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The counters of the adapter can no longer be read ({{ $labels.instance }}, {{ $labels.adapter }})',
      description: 'The agent answers, and has not got counters from the driver for a minute: it hangs, or is gone.',
    },
  },
];

/** Alert rules for Prometheus and what reads its rules (Mimir, VictoriaMetrics' vmalert, Amazon Managed Prometheus). */
export const prometheusRules = (): string =>
  yaml({
    groups: [
      { name: 'ena-findings', rules: alertedFindings.map(alertOf) },
      { name: 'ena-agent', rules: agentAlerts },
    ],
  });
