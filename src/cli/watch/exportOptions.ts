import { metricsPort } from '../../watch/export/print/deployment.ts';
import { printNames } from '../../watch/export/print/names.ts';
import type { Options } from '../command.ts';

/** Where what the agent sees is kept and sent. `ena watch` has these beside its own. */
export const exportOptions = {
  history: {
    type: 'string',
    takes: 'SIZE',
    completes: ['64M', '256M', '1G'],
    says: 'Keep counters and what happened on disk, in SIZE at most; nothing is kept without it.',
  },
  prometheus: {
    type: 'string',
    takes: '[HOST:]PORT',
    completes: [`${metricsPort}`],
    says: 'Serve metrics for Prometheus at /metrics, on the loopback unless a HOST is named.',
  },
  otlp: {
    type: 'string',
    takes: 'URL',
    completes: 'nothing',
    says: 'Send metrics and logs to an OpenTelemetry collector (OTLP/HTTP); OTEL_EXPORTER_OTLP_HEADERS go along.',
  },
  webhook: {
    type: 'string',
    takes: 'URL',
    completes: 'nothing',
    says: 'Post what happens as JSON, signed with the secret in ENA_WEBHOOK_SECRET or --webhook-secret.',
  },
  'webhook-secret': {
    type: 'string',
    takes: 'FILE',
    completes: 'files',
    says: 'Read the secret of the webhook there.',
  },
  'json-lines': {
    type: 'string',
    takes: 'FILE',
    completes: 'files',
    says: 'Append what happens to FILE, a line of JSON each; it may be rotated at any time.',
  },
  kubernetes: {
    type: 'boolean',
    says: 'In a pod: keep the condition EnaProblem of the node in NODE_NAME, and make events of what happens.',
  },
  npd: {
    type: 'boolean',
    says: 'Watch nothing: say from the history whether something is wrong, as node-problem-detector asks its plugins.',
  },
  print: {
    type: 'string',
    takes: 'WHAT',
    completes: printNames,
    says: `Watch nothing: print ${printNames.slice(0, -1).join(', ')} or ${printNames.at(-1)}.`,
  },
} as const satisfies Options;
