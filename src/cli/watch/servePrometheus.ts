import { serveMetrics } from '../../watch/export/prometheus/endpoint.ts';
import { Exporter } from '../../watch/export/prometheus/exporter.ts';
import { version } from '../version.ts';
import { readAddress } from './address.ts';
import type { OpenOutlet } from './outlet.ts';
import { tellTo } from './tellTo.ts';
import { CannotListen } from './watchErrors.ts';

/** `--prometheus [HOST:]PORT`. @throws BadValue, CannotListen */
export const servePrometheus: OpenOutlet = async (feed, values, shell) => {
  if (values.prometheus === undefined) return undefined;
  const address = readAddress('--prometheus', values.prometheus);
  const exporter = new Exporter(feed, version);
  const server = await serveMetrics(exporter, address, Date.now).catch((error: NodeJS.ErrnoException) => {
    throw new CannotListen(`${address.host}:${address.port}`, error.code ?? error.message);
  });
  const host = server.host.includes(':') ? `[${server.host}]` : server.host;
  tellTo(shell)(`metrics are served at http://${host}:${server.port}/metrics`);
  return {
    close: async () => {
      exporter.close();
      await server.close();
    },
  };
};
