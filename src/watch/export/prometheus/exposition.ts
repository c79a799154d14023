import { type Metric, type Point, queriedName } from './metric.ts';

/** A text form of metrics. */
export interface Exposition {
  readonly contentType: string;
  write(metrics: readonly Metric[]): string;
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
/** The older form has no escape for a quotation mark in help. */
const escapedHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const line = (name: string, { labels, value }: Point): string => {
  const all = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${all.length === 0 ? '' : `{${all.join(',')}}`} ${value}\n`;
};

const samples = (metric: Metric): string => metric.points.map((point) => line(queriedName(metric), point)).join('');

/** The text every version of Prometheus reads. Source: "Exposition formats", version 0.0.4. */
export const prometheusText: Exposition = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  write: (metrics) =>
    metrics
      .map((metric) => {
        const name = queriedName(metric);
        const type = metric.type === 'info' ? 'gauge' : metric.type;
        return `# HELP ${name} ${escapedHelp(metric.help)}\n# TYPE ${name} ${type}\n${samples(metric)}`;
      })
      .join(''),
};

/** Source: OpenMetrics 1.0.0, where metadata name the family, without the suffix of its type. */
export const openMetricsText: Exposition = {
  contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  write: (metrics) =>
    `${metrics
      .map((metric) => {
        const { name, type, unit, help } = metric;
        const units = unit === undefined ? '' : `# UNIT ${name} ${unit}\n`;
        return `# TYPE ${name} ${type}\n${units}# HELP ${name} ${escaped(help)}\n${samples(metric)}`;
      })
      .join('')}# EOF\n`,
};

/** The weight a request gives to a media type: 0 where it does not name it. */
const weightOf = (accept: string, type: string): number =>
  Math.max(
    0,
    ...accept.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
      if (name !== type) return 0;
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return q === undefined ? 1 : Number(q.slice(2)) || 0;
    }),
  );

/** The form a request's `Accept` prefers; the older one where it says nothing. */
export const expositionFor = (accept: string | undefined): Exposition => {
  // Nobody sends a list of types this long; reading one is no work for an agent.
  const asked = accept === undefined || accept.length > 1000 ? '' : accept;
  const open = weightOf(asked, 'application/openmetrics-text');
  return open > 0 && open >= weightOf(asked, 'text/plain') ? openMetricsText : prometheusText;
};
