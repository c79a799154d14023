import type { Feed } from '../../feed.ts';
import type { Told } from '../../happening.ts';
import { Courier, type CourierWorld } from '../delivery/courier.ts';
import { deliver } from '../delivery/deliver.ts';
import { shownUrl } from '../delivery/shownUrl.ts';
import type { RunningExport } from '../exportEnd.ts';
import type { Exporter } from '../prometheus/exporter.ts';
import type { Encoding } from './encoding.ts';
import { logsBody } from './logs.ts';
import { metricsBody } from './metrics.ts';

export interface OtlpOptions {
  /** Of the collector, without `/v1/metrics`. */
  readonly endpoint: string;
  /** Sent along with each request: keys of whoever takes it. Never told. */
  readonly headers: Readonly<Record<string, string>>;
  /** Metrics are sent once in so much time. */
  readonly everyMs: number;
  readonly encoding: Encoding;
  readonly version: string;
  now(): number;
  tell(sentence: string): void;
  readonly world: CourierWorld;
}

/** As the OpenTelemetry SDKs batch logs: at most 512, gathered for a second. */
const logs = { mostPerBatch: 512, gatherMs: 1000 } as const;

/** Sends metrics and happenings to a collector over OTLP/HTTP. */
export const exportOtlp = (feed: Feed, exporter: Exporter, options: OtlpOptions): RunningExport => {
  const { endpoint, headers, everyMs, encoding, version, now, tell, world } = options;
  const startMs = now();
  const send = (path: string, message: Parameters<Encoding['write']>[0], body: object) =>
    deliver(
      {
        method: 'POST',
        url: `${endpoint.replace(/\/+$/, '')}${path}`,
        headers: { 'user-agent': `enakit/${version}`, 'content-type': encoding.contentType, ...headers },
        body: encoding.write(message, body),
      },
      now(),
    );
  const to = `The collector at ${shownUrl(endpoint)}`;
  const happenings = new Courier<Told>({
    to: `${to} (logs)`,
    ...logs,
    tell,
    world,
    send: (batch) => send('/v1/logs', 'LogsRequest', logsBody(batch, { host: feed.host, version, atMs: now() })),
  });
  // Counters tell all that went before: of the rounds that wait, only the last is worth sending.
  const rounds = new Courier<{ readonly atMs: number }>({
    to: `${to} (metrics)`,
    mostPerBatch: Number.POSITIVE_INFINITY,
    gatherMs: 0,
    tell,
    world,
    send: () => {
      const atMs = now();
      return send(
        '/v1/metrics',
        'MetricsRequest',
        metricsBody(exporter.metrics(atMs), { host: feed.host, version, startMs, atMs }),
      );
    },
  });
  let sentMs = Number.NEGATIVE_INFINITY;
  const unsubscribe = feed.subscribe({
    happened: (told) => happenings.push(told),
    sampled: (atMs) => {
      // A clock that was set back must not silence it.
      if (Math.abs(atMs - sentMs) < everyMs) return;
      sentMs = atMs;
      rounds.push({ atMs });
    },
  });
  return {
    close: async () => {
      unsubscribe();
      await Promise.all([happenings.close(), rounds.close()]);
    },
  };
};
