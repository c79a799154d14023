import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cost } from './cost.ts';

const port = 19_187;
const url = `http://127.0.0.1:${port}/metrics`;
/** USER_HZ on every Linux that Debian has. */
const tickMs = 10;

const cpuMs = ({ pid }: ChildProcess): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
};

const residentMiB = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;

/**
 * What Debian's node_exporter costs with its ethtool collector alone, scraped so many times; as if once a second.
 *
 * @throws where it is not installed
 */
export const costOfNodeExporter = async (scrapes: number): Promise<Cost> => {
  const child = spawn(
    'prometheus-node-exporter',
    ['--collector.disable-defaults', '--collector.ethtool', `--web.listen-address=127.0.0.1:${port}`],
    { stdio: 'ignore' },
  );
  try {
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    for (let attempt = 0; attempt < 50; attempt++) {
      if (
        await fetch(url).then(
          (answer) => answer.text(),
          () => undefined,
        )
      )
        break;
      await sleep(100);
    }
    const before = cpuMs(child);
    for (let scrape = 0; scrape < scrapes; scrape++) await (await fetch(url)).text();
    return { cpuPercent: (cpuMs(child) - before) / scrapes / 10, residentMiB: residentMiB(child) };
  } finally {
    child.kill('SIGKILL');
  }
};
