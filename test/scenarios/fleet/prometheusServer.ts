import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prometheusApi } from '../../../src/watch/fleet/prometheusApi.ts';
import { zoneOf } from './simulatedFleet.ts';

/** Programs that scrape and answer as Prometheus does: what each is called with. */
const programs = {
  prometheus: (folder: string, address: string): string[] => [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--log.level=error',
  ],
  // It answers as of half a minute ago unless told.
  'victoria-metrics': (folder: string, address: string): string[] => [
    `-promscrape.config=${join(folder, 'prometheus.yml')}`,
    `-storageDataPath=${join(folder, 'data')}`,
    `-httpListenAddr=${address}`,
    '-search.latencyOffset=0s',
    '-loggerLevel=ERROR',
  ],
} as const;
export type ServerProgram = keyof typeof programs;

/** Such a program of this machine, which scrapes a simulated fleet. */
export interface PrometheusServer {
  readonly url: string;
  /**
   * Until every host was scraped so often and answered last; the time of that in seconds since 1970. Rejects where that
   * takes too long.
   */
  scraped(times: number, withinMs: number): Promise<number>;
  close(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Each host is a target of its own, as if it had an address; its zone is a label that discovery would give it. */
const targets = (hosts: number, port: number) =>
  Array.from({ length: hosts }, (_, i) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { __param_host: `${i}`, instance: `host-${i}:9362`, zone: zoneOf(i) },
  }));

const configuration = (intervalSeconds: number): string => `
global: { scrape_interval: ${intervalSeconds}s, scrape_timeout: ${intervalSeconds}s }
scrape_configs:
  - job_name: ena
    file_sd_configs: [{ files: [targets.json] }]
`;

export const startPrometheus = async (
  hosts: number,
  fleetPort: number,
  intervalSeconds: number,
  program: ServerProgram = 'prometheus',
): Promise<PrometheusServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'enakit-prometheus-'));
  writeFileSync(join(folder, 'targets.json'), JSON.stringify(targets(hosts, fleetPort)));
  writeFileSync(join(folder, 'prometheus.yml'), configuration(intervalSeconds));
  const port = await freePort();
  const server = spawn(program, programs[program](folder, `127.0.0.1:${port}`), { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const countedAt = async (promql: string, atSeconds: number): Promise<number> =>
    (await prometheusApi({ url, atSeconds })(promql).catch(() => []))[0]?.value ?? 0;
  return {
    url,
    scraped: async (times, withinMs) => {
      const latestMs = Date.now() + withinMs;
      const all = `count((count_over_time(ena_agent_info[1h]) >= ${times}) and ena_agent_info)`;
      for (;;) {
        // A scrape that is under way now has its answer by then.
        const atSeconds = Date.now() / 1000 - intervalSeconds;
        if ((await countedAt(all, atSeconds)) === hosts) return atSeconds;
        if (server.exitCode !== null) throw new Error(`${program} ended with ${server.exitCode}`);
        if (Date.now() > latestMs) throw new Error(`not every host was scraped ${times} times in ${withinMs} ms`);
        await sleep(1000);
      }
    },
    close: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
