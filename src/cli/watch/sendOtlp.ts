import { realWorld } from '../../watch/export/delivery/realWorld.ts';
import { type Encoding, type EncodingName, encodings } from '../../watch/export/otlp/encoding.ts';
import { exportOtlp } from '../../watch/export/otlp/otlp.ts';
import { Exporter } from '../../watch/export/prometheus/exporter.ts';
import { BadValue } from '../errors.ts';
import { readHttpUrl } from '../httpUrl.ts';
import { version } from '../version.ts';
import type { OpenOutlet } from './outlet.ts';
import { tellTo } from './tellTo.ts';

/** As often as most collectors pass metrics on. */
const everyMs = 10_000;

/** `k=v,k=v` with values escaped as in URLs. Source: OpenTelemetry's specification of OTEL_EXPORTER_OTLP_HEADERS. */
const headersIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const [, name, value = ''] = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(.*?)\s*$/.exec(pair) ?? [];
      return name === undefined
        ? []
        : [
            [
              name,
              value.replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            ],
          ];
    }),
  );

const protocolVariable = 'OTEL_EXPORTER_OTLP_PROTOCOL';

/** The encoding of that name; protobuf where none is named, as in OpenTelemetry's specification. @throws BadValue */
const encodingOf = (name: string | undefined): Encoding => {
  if (name === undefined || name === '') return encodings['http/protobuf'];
  if (Object.hasOwn(encodings, name)) return encodings[name as EncodingName];
  throw new BadValue(protocolVariable, name, Object.keys(encodings).join(' or '));
};

/** `--otlp URL`. @throws BadValue */
export const sendOtlp: OpenOutlet = async (feed, values, shell) => {
  if (values.otlp === undefined) return undefined;
  const exporter = new Exporter(feed, version);
  const sending = exportOtlp(feed, exporter, {
    endpoint: readHttpUrl('--otlp', values.otlp),
    headers: headersIn(shell.env.OTEL_EXPORTER_OTLP_HEADERS ?? ''),
    everyMs,
    encoding: encodingOf(shell.env[protocolVariable]),
    version,
    now: Date.now,
    tell: tellTo(shell),
    world: realWorld,
  });
  return {
    close: async () => {
      await sending.close();
      exporter.close();
    },
  };
};
