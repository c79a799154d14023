import { protobufOf } from './protobuf.ts';

/** How a request is written. */
export interface Encoding {
  readonly contentType: string;
  write(message: 'MetricsRequest' | 'LogsRequest', body: object): string | Buffer;
}

/**
 * By the names that OTEL_EXPORTER_OTLP_PROTOCOL has for them. Every receiver takes protobuf; VictoriaMetrics takes nothing
 * else. JSON can be read on the way.
 */
export const encodings = {
  'http/protobuf': { contentType: 'application/x-protobuf', write: protobufOf },
  'http/json': { contentType: 'application/json', write: (_, body) => JSON.stringify(body) },
} as const satisfies Readonly<Record<string, Encoding>>;

export type EncodingName = keyof typeof encodings;
