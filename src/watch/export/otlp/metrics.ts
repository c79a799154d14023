import type { WatchedHost } from '../../feed.ts';
import type { Metric } from '../prometheus/metric.ts';
import { attributes, nanoseconds, resourceOf, scopeOf } from './attributes.ts';

/**
 * Units of UCUM, which OTLP asks for; what is counted stands in braces. What has no unit is told none: receivers put
 * `_ratio` behind the name of a gauge whose unit is 1.
 */
const unitOf = ({ unit }: Metric): string | undefined => {
  switch (unit) {
    case undefined:
      return undefined;
    case 'seconds':
      return 's';
    case 'bytes':
      return 'By';
    case 'ratio':
      return '1';
    default:
      return `{${unit}}`;
  }
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
            const unit = unitOf(metric);
            return {
              name: metric.type === 'info' ? `${metric.name}_info` : metric.name,
              description: metric.help,
              ...(unit !== undefined && { unit }),
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
