import { openAgent } from '../../src/watch/agent.ts';
import { type BenchMachine, fastHost, simulatedHost } from './benchHost.ts';

export interface Cost {
  /** Percent of one core. */
  readonly cpuPercent: number;
  /** Of the whole process. */
  readonly residentMiB: number;
}

const mebibyte = 1024 ** 2;

/** What an agent costs that looks every second, over so many seconds of a time that goes by `speed` times as fast. */
export const costOf = async (machine: BenchMachine, seconds: number, speed = 100): Promise<Cost> => {
  const host = await fastHost(machine, speed, 'eth0');
  const agent = await openAgent({ host, now: host.elapsedMs, random: Math.random });
  const run = (spanMs: number) => agent.run(AbortSignal.timeout(spanMs));
  await run((10 * 1000) / speed);
  let rounds = 0;
  agent.subscribe({ sampled: () => void rounds++ });
  const before = process.cpuUsage();
  await run((seconds * 1000) / speed);
  // By rounds, not by time: those that a busy machine missed cost nothing.
  const { user, system } = process.cpuUsage(before);
  await agent.close();
  return { cpuPercent: (user + system) / 10_000 / rounds, residentMiB: process.memoryUsage.rss() / mebibyte };
};

export interface Growth {
  readonly hour: number;
  /** After a collection of garbage: heap and what lies beside it. */
  readonly usedKiB: number;
}

/** What an agent keeps in memory over a simulated day. @param collect collects the garbage */
export const growthOver = async (
  machine: BenchMachine,
  hours: number,
  collect: () => void,
): Promise<readonly Growth[]> => {
  const host = simulatedHost(machine);
  const agent = await openAgent({ host, now: () => Date.UTC(2026, 0, 1) + host.elapsedMs(), random: () => 0 });
  const stop = new AbortController();
  const growth: Growth[] = [];
  agent.subscribe({
    sampled: () => {
      const hour = Math.floor(host.elapsedMs() / 3_600_000);
      if (hour < growth.length) return;
      collect();
      const { heapUsed, external, arrayBuffers } = process.memoryUsage();
      growth.push({ hour, usedKiB: Math.round((heapUsed + external + arrayBuffers) / 1024) });
      if (hour >= hours) stop.abort();
    },
  });
  await agent.run(stop.signal);
  await agent.close();
  return growth;
};
