import type { WatchedHost } from '../../feed.ts';

/** A value as OTLP's JSON has it; 64-bit numbers are text there. Source: opentelemetry-proto, common.proto. */
export type AnyValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number };

export interface Attribute {
  readonly key: string;
  readonly value: AnyValue;
}

const anyValue = (value: string | number | bigint): AnyValue => {
  if (typeof value === 'bigint') return { intValue: `${value}` };
  return typeof value === 'number' ? { doubleValue: value } : { stringValue: value };
};

/**
 * Attributes of what is known; what is not is left out. Whole numbers come as bigint: a number that is now whole and now not
 * would be of two types.
 */
export const attributes = (of: Readonly<Record<string, string | number | bigint | undefined>>): readonly Attribute[] =>
  Object.entries(of).flatMap(([key, value]) => (value === undefined ? [] : { key, value: anyValue(value) }));

/** Who tells, by the names of OpenTelemetry's semantic conventions. */
export const resourceOf = (host: WatchedHost, version: string): { readonly attributes: readonly Attribute[] } => ({
  attributes: attributes({
    'service.name': 'enakit',
    'service.version': version,
    // What tells one host from another: receivers that think as Prometheus does make `instance` of it.
    'service.instance.id': host.hostname,
    'host.name': host.hostname,
    'host.type': host.instanceType,
    'os.type': 'linux',
    'os.version': host.kernel,
  }),
});

export const scopeOf = (version: string) => ({ name: 'enakit', version });

/** Nanoseconds since 1970, as text: they do not fit a number. */
export const nanoseconds = (ms: number): string => `${Math.max(0, Math.floor(ms))}000000`;
