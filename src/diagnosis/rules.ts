import type { LogLine } from '../evidence/observation.ts';
import type { EventId } from '../spec/events/index.ts';
import type { Confidence, Severity } from './report.ts';

/** What one kind of log line leads to by itself, whatever stands around it. */
export interface EventRule {
  readonly event: EventId;
  readonly finding: string | ((line: LogLine) => string | undefined);
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Names of the line's values that the finding keeps. */
  readonly keep?: readonly string[];
}

/** A netdev watchdog speaks of any driver; only ENA's own queues count here. */
const ofEna = (line: LogLine): boolean => line.values.driver === undefined || line.values.driver === 'ena';

/** The kernel rejects signatures of any module; most such lines do not say whose. */
const namesEna = (line: LogLine): boolean => /\bena\b/.test(line.place.text);

/** ETIME and ETIMEDOUT: the device knows the query and did not answer it. */
const timeouts: ReadonlySet<number> = new Set([-62, -110]);

/** What an application asks for when it sets its port up, and is refused. */
const portSetUp = /^(?:API violation|Unsupported size of|Invalid value for nb_[rt]x_desc|Invalid device arguments)/;

/**
 * One row per event that is a finding by itself. Events that mean something only together with others (resets,
 * register reads, traces, repeated allocation failures) are read by `incidents`, `registerReads`, `traces`, `pressure`.
 */
export const eventRules: readonly EventRule[] = [
  { event: 'keep-alive-lost', finding: 'keep-alive-timeout', keep: ['silenceMs'] },
  { event: 'admin-queue-stopped', finding: 'admin-queue-not-running' },
  { event: 'admin-protocol-violation', finding: 'admin-queue-not-running' },
  { event: 'admin-completion-missing', finding: 'admin-queue-timeout', keep: ['opcode', 'status'] },
  { event: 'admin-polling-timeout', finding: 'admin-queue-timeout' },
  { event: 'admin-interrupt-missing', finding: 'missed-admin-interrupt', keep: ['opcode'] },
  {
    event: 'tx-completion-late',
    finding: 'tx-completion-missing',
    keep: ['sinceNapiMs', 'sinceNapiUs', 'sinceInterruptMs', 'napiScheduled'],
  },
  {
    event: 'tx-completions-lost',
    finding: 'tx-completion-missing',
    severity: 'critical',
    keep: ['missed', 'threshold', 'sinceNapiMs', 'sinceInterruptMs'],
  },
  { event: 'tx-completions-not-posted', finding: 'tx-completion-missing', severity: 'critical' },
  { event: 'tx-completions-unread', finding: 'missed-interrupt' },
  { event: 'tx-completion-faulty', finding: 'tx-descriptor-malformed' },
  { event: 'tx-queue-paused', finding: 'tx-timeout-netdev-watchdog', keep: ['queue', 'napiScheduled'] },
  {
    event: 'netdev-watchdog',
    finding: (line) => (ofEna(line) ? 'tx-timeout-netdev-watchdog' : undefined),
    keep: ['queue'],
  },
  { event: 'poll-starved', finding: 'napi-starvation' },
  { event: 'first-interrupt-missing', finding: 'missed-interrupt', keep: ['queue'] },
  { event: 'rx-ring-refill-triggered', finding: 'rx-ring-stalled', keep: ['queue'] },
  { event: 'reset-postponed', finding: 'device-not-responsive' },
  { event: 'device-reset-requested', finding: 'device-requested-reset' },
  { event: 'rx-request-id-invalid', finding: 'bad-rx-req-id' },
  { event: 'rx-descriptor-malformed', finding: 'rx-descriptor-malformed' },
  { event: 'rx-too-many-descriptors', finding: 'rx-too-many-descriptors' },
  { event: 'tx-request-id-invalid', finding: 'bad-tx-req-id' },
  { event: 'tx-descriptor-malformed', finding: 'tx-descriptor-malformed' },
  { event: 'tx-prepare-failed', finding: 'driver-invalid-state' },
  { event: 'dma-mapping-failed', finding: 'dma-mapping-errors' },
  { event: 'memory-allocation-failed', finding: 'rx-memory-pressure' },
  { event: 'io-queue-creation-retried', finding: 'rx-memory-pressure' },
  {
    event: 'sub-optimal-configuration',
    finding: (line) => `suboptimal-configuration:${line.values.code ?? 'unknown'}`,
    keep: ['code'],
  },
  { event: 'xdp-rejected-queues', finding: 'xdp-rejected-queues' },
  { event: 'xdp-rejected-mtu', finding: 'xdp-rejected-mtu' },
  { event: 'feature-unsupported', finding: 'feature-unsupported-notice', keep: ['feature'] },
  { event: 'host-attributes-refused', finding: 'host-attributes-notice' },
  { event: 'aenq-config-refused', finding: 'aenq-config-notice' },
  { event: 'llq-fallback', finding: 'llq-fallback-notice' },
  { event: 'llq-default-fallback', finding: 'llq-fallback-notice' },
  { event: 'interrupt-cpu-map-missing', finding: 'tx-queue-mapping-notice' },
  { event: 'rx-buffer-allocation-failed', finding: 'rx-buffer-allocation-notice', keep: ['queue'] },
  { event: 'rx-ring-refill-partial', finding: 'rx-buffer-allocation-notice', keep: ['queue'] },
  { event: 'rx-packet-allocation-failed', finding: 'rx-buffer-allocation-notice', keep: ['queue'] },
  { event: 'module-taint', finding: 'out-of-tree-taint-notice' },
  { event: 'module-unsigned', finding: 'out-of-tree-taint-notice' },
  { event: 'module-unknown-symbol', finding: 'module-load-failed' },
  { event: 'module-version-disagreement', finding: 'module-load-failed' },
  { event: 'module-version-magic', finding: 'module-load-failed' },
  { event: 'module-key-rejected', finding: (line) => (namesEna(line) ? 'module-load-failed' : undefined) },
  { event: 'llq-disabled-by-user', finding: 'llq-disabled' },
  {
    event: 'application-misuse',
    finding: (line) => (portSetUp.test(line.body) ? 'dpdk-port-start-failed' : undefined),
    keep: ['ringEntries', 'maxRingEntries'],
  },
  { event: 'port-start-failed', finding: 'dpdk-port-start-failed' },
  {
    event: 'statistics-query-failed',
    finding: ({ values }) => (timeouts.has(Number(values.result)) ? undefined : 'stats-unavailable'),
  },
  // Linux and DPDK have no handler for the device's fatal errors and warnings: this line is all that is printed.
  { event: 'device-event-unhandled', finding: 'device-fatal-error', severity: 'warning', confidence: 'possible' },
  { event: 'link-down', finding: 'link-down' },
];

const byEvent = new Map(eventRules.map((rule) => [rule.event, rule]));

export const ruleOf = (event: EventId): EventRule | undefined => byEvent.get(event);

/** The finding a line is by itself, and the values it keeps. */
export const judgeLine = (
  line: LogLine,
): { id: string; rule: EventRule; values: Record<string, number | string> } | undefined => {
  const rule = line.event === undefined ? undefined : byEvent.get(line.event);
  if (rule === undefined) return undefined;
  const id = typeof rule.finding === 'string' ? rule.finding : rule.finding(line);
  if (id === undefined) return undefined;
  const values: Record<string, number | string> = {};
  for (const name of rule.keep ?? []) if (line.values[name] !== undefined) values[name] = line.values[name];
  return { id, rule, values };
};
