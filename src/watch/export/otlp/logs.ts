import type { Severity } from '../../../diagnosis/report.ts';
import type { WatchedHost } from '../../feed.ts';
import type { Told } from '../../happening.ts';
import { happeningText } from '../happeningText.ts';
import { attributes, nanoseconds, resourceOf, scopeOf } from './attributes.ts';

/** Source: OpenTelemetry's log data model, where INFO is 9, WARN 13, ERROR 17. */
const severities: Readonly<Record<Severity, { readonly severityNumber: number; readonly severityText: string }>> = {
  notice: { severityNumber: 9, severityText: 'INFO' },
  warning: { severityNumber: 13, severityText: 'WARN' },
  critical: { severityNumber: 17, severityText: 'ERROR' },
};

const whole = (value: number | undefined): bigint | undefined => (value === undefined ? undefined : BigInt(value));

/** What of a happening is worth an attribute of its own. */
const detailsOf = (told: Told): Readonly<Record<string, string | number | bigint | undefined>> => {
  if ('problem' in told) {
    const { blame, confidence, count } = told.problem.finding;
    return { 'ena.blame': blame, 'ena.confidence': confidence, 'ena.count': whole(count) };
  }
  if ('incident' in told) {
    const { blame, outcome, resetReason, durationSeconds } = told.incident.incident;
    return {
      'ena.blame': blame,
      'ena.outcome': outcome,
      'ena.reset_reason': whole(resetReason),
      'ena.duration': durationSeconds,
    };
  }
  return {};
};

/** The body of a request to `/v1/logs`. Source: opentelemetry-proto, logs.proto. */
export const logsBody = (
  batch: readonly Told[],
  of: { readonly host: WatchedHost; readonly version: string; readonly atMs: number },
) => ({
  resourceLogs: [
    {
      resource: resourceOf(of.host, of.version),
      scopeLogs: [
        {
          scope: scopeOf(of.version),
          logRecords: batch.map((told) => {
            const { severity, adapter, about, sentence } = happeningText(told);
            return {
              timeUnixNano: nanoseconds(told.atMs),
              observedTimeUnixNano: nanoseconds(of.atMs),
              ...severities[severity],
              eventName: `ena.${told.kind}`,
              body: { stringValue: sentence },
              attributes: attributes({
                'ena.seq': whole(told.seq),
                'ena.adapter': adapter,
                'ena.finding': about,
                ...detailsOf(told),
              }),
            };
          }),
        },
      ],
    },
  ],
});
