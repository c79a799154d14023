import type { WatchedHost } from '../../feed.ts';
import type { Metric } from '../prometheus/metric.ts';
import { attributes, nanoseconds, resourceOf, scopeOf } from './attributes.ts';

/** Units of UCUM, which OTLP asks for; what is counted stands in braces. */
const unitOf = ({ unit = '' }: Metric): string => {
  if (unit === 'seconds') return 's';
  if (unit === 'bytes') return 'By';
  return unit === '' || unit === 'ratio' ? '1' : `{${unit}}`;
};

/** Sums that only grow, counted since `startMs`. Source: opentelemetry-proto, metrics.proto. */
const cumulative = 2;

/**
 * The body of a request to `/v1/metrics`, with the names of the Prometheus endpoint without their suffixes, so that what
 * a collector makes of them are those names again.
 */
export const metricsBody = (
  metrics: readonly Metric[],
  of: { readonly host: WatchedHost; readonly version: string; readonly startMs: number; readonly atMs: number },
) => ({
  resourceMetrics: [
    {
      resource: resourceOf(of.host, of.version),
      scopeMetrics: [
        {
          scope: scopeOf(of.version),
          metrics: metrics.map((metric) => {
            const isSum = metric.type === 'counter';
            const dataPoints = metric.points.map(({ labels, value }) => ({
              attributes: attributes(labels),
              ...(isSum && { startTimeUnixNano: nanoseconds(of.startMs) }),
              timeUnixNano: nanoseconds(of.atMs),
              asDouble: value,
            }));
            return {
              name: metric.type === 'info' ? `${metric.name}_info` : metric.name,
              description: metric.help,
              unit: unitOf(metric),
              ...(isSum
                ? { sum: { aggregationTemporality: cumulative, isMonotonic: true, dataPoints } }
                : { gauge: { dataPoints } }),
            };
          }),
        },
      ],
    },
  ],
});
