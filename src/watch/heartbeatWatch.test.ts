import { describe, expect, it } from 'vitest';
import { fakeHost } from '../evidence/live/fakeHost.ts';
import type { Heartbeat } from './feed.ts';
import type { Happening } from './happening.ts';
import { HeartbeatWatch } from './heartbeatWatch.ts';

const root = '/sys/kernel/tracing';
const driven = (pci: string, version = '2.13.0g') => ({ pci, interfaces: ['eth0'], driver: { name: 'ena', version } });

/** Adapters whose keep-alives are traced, on a made-up host. */
const listening = async (...adapters: readonly string[]) => {
  let uptimeMs = 0;
  let text = '';
  const told: Happening[] = [];
  const beats: [string, Heartbeat][] = [];
  const writes: string[] = [];
  const host = {
    ...fakeHost({
      files: {
        [`${root}/kprobe_events`]: '',
        [`${root}/instances/x/y`]: '',
        '/proc/uptime': () => `${uptimeMs / 1000} 0`,
      },
    }),
    openRecords: () => ({
      read: () => {
        const now = text;
        text = '';
        if (now === '') throw Object.assign(new Error(), { code: 'EAGAIN' });
        return Buffer.from(now);
      },
      close: () => {},
    }),
  };
  const control = {
    write: (path: string, line: string) => void writes.push(`${path} ${line}`),
    makeFolder: () => {},
    removeFolder: () => {},
  };
  const watch = new HeartbeatWatch({
    host,
    control,
    arch: 'x64',
    now: () => 1_000_000 + uptimeMs,
    tell: (happening) => told.push(happening),
    onBeat: (pci, heartbeat) => beats.push([pci, heartbeat]),
  });
  await watch.open();
  watch.expect(adapters.map((pci) => driven(pci)));
  const trace = (event: string, cpu = 0) => {
    text += `  <idle>-0  [00${cpu}] d.h1.  ${(uptimeMs / 1000).toFixed(6)}: ${event}\n`;
  };
  return {
    watch,
    told,
    beats,
    writes,
    trace,
    beat: (address = '0xffff1', cpu = 0) =>
      trace(`keep_alive: (ena_keep_alive_wd+0x0/0x90 [ena]) adapter=${address}`, cpu),
    pass: async (ms: number) => {
      uptimeMs += ms;
      await watch.poll();
    },
  };
};

const one = '0000:00:05.0';
const other = '0000:00:06.0';

describe('keep-alives', () => {
  it('are told as they come', async () => {
    const { beat, pass, beats, watch } = await listening(one);
    for (let i = 0; i < 3; i++) {
      beat();
      await pass(1000);
    }
    expect(beats.at(-1)).toEqual([
      one,
      { lastMs: 1_002_000, beats: 3, intervalMs: 1000, jitterMs: 0, watchdogMs: 6000 },
    ]);
    expect(watch.of(one)).toHaveProperty('heartbeat.beats', 3);
  });

  it('that stay away are told of before the watchdog fires, once', async () => {
    const { beat, pass, told } = await listening(one);
    beat();
    for (let second = 0; second < 8; second++) await pass(1000);
    expect(told).toEqual([{ kind: 'heartbeat-late', adapter: one, silentMs: 3000, watchdogMs: 6000 }]);
  });

  it('are not late because the agent was', async () => {
    const { beat, pass, told } = await listening(one);
    beat();
    await pass(1000);
    for (let second = 0; second < 30; second++) {
      beat();
      await pass(second === 15 ? 2400 : 1000);
    }
    expect(told).toEqual([]);
  });

  it('of several adapters are told apart by the interrupt they come in', async () => {
    const { beat, trace, pass, beats, writes } = await listening(one, other);
    beat('0xffff1');
    await pass(1000);
    expect(beats).toEqual([]);
    expect(writes.at(-1)).toContain('irq_handler_entry/enable 1');
    for (const [pci, address, cpu] of [
      [one, '0xffff1', 0],
      [other, '0xffff2', 1],
    ] as const) {
      trace(`irq_handler_entry: irq=27 name=ena-mgmnt@pci:${pci}`, cpu);
      beat(address, cpu);
    }
    await pass(1000);
    expect(beats.map(([pci]) => pci)).toEqual([one, other]);
    expect(writes.at(-1)).toContain('irq_handler_entry/enable 0');
  });

  it('that cannot be seen have it said why', async () => {
    const watch = new HeartbeatWatch({
      host: fakeHost({}),
      arch: 'x64',
      now: () => 0,
      tell: () => {},
      onBeat: () => {},
    });
    await watch.open();
    watch.expect([driven(one)]);
    expect(watch.of(one)).toEqual({ heartbeatUnseen: 'Keep-alives cannot be seen: the kernel is not to be traced.' });
  });
});
