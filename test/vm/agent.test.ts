import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { findFault } from '../../src/lab/faults/index.ts';
import { networkOf } from '../../src/lab/network/index.ts';
import { FaultDesk } from '../../src/lab/served/faultDesk.ts';
import { type AdapterMachine, bootWithAdapter } from '../../src/lab/vm/adapterMachine.ts';
import { bringUp } from '../../src/lab/vm/bringUp.ts';
import { cacheFolder, openCache } from '../../src/lab/vm/cache.ts';
import { namedKernel } from '../../src/lab/vm/kernel.ts';
import { findKernel } from '../../src/lab/vm/kernels.ts';
import { findQemu } from '../../src/lab/vm/qemu.ts';
import type { HappeningDocument } from '../../src/watch/export/happeningDocument.ts';
import type { Told } from '../../src/watch/happening.ts';
import type { SeriesAnswer, Snapshot } from '../../src/watch/http/wire.ts';
import { needed as browserNeeds, closeChromium, openTab } from '../browser/chromium.ts';
import { testNeeding } from '../needs.ts';
import { freePort } from './freePort.ts';
import { openHookReceiver } from './hookReceiver.ts';
import { executableFiles, InnerAgent, ports, roomyBytes } from './innerAgent.ts';

/**
 * One machine for all tests, which has no Node.js, and comes from Debian the first time. Its processors are emulated: where
 * twenty others want the computer, all of it takes a quarter of an hour. How soon something is told, `bench/detection.ts` measures.
 */
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });
const needs = ['apt-get', 'dpkg-deb', 'flock', 'setpriv', 'passt', ...browserNeeds];
const kernelName = '6.12';
/** The executable, too, is unpacked while it boots. */
const bootTimeoutMs = 240_000;
/** Pages through an emulated adapter of an emulated processor. */
const patienceMs = 120_000;
const pci = '0000:00:01.0';
const tracing = '/sys/kernel/debug/tracing';

let folder: string;
let receiver: Awaited<ReturnType<typeof openHookReceiver>>;
let booted: Promise<{ running: AdapterMachine; agent: InnerAgent; faults: FaultDesk<Fault>; page: string }> | undefined;
let hook: string;
/** The browser's tab, open through all of them. */
let seen: Pick<Awaited<ReturnType<typeof openTab>>, 'tab' | 'errors'> | undefined;
type Fault = NonNullable<ReturnType<typeof findFault>>;

/** passt gives the machine this computer's network: what listens on the loopback is behind the gateway. */
const boot = async () => {
  const cache = openCache(cacheFolder(process.env));
  const outer = await freePort();
  const running = await bootWithAdapter({
    cache,
    qemu: await findQemu(cache, { path: process.env.PATH ?? '' }),
    kernel: await namedKernel(cache, findKernel(kernelName)!),
    accelerator: 'tcg',
    cpus: 2,
    network: networkOf({ kind: 'user', forwards: [{ outer, inner: ports.page }] }),
    files: await executableFiles(cache, folder),
    memoryBytes: roomyBytes,
    bootTimeoutMs,
  });
  const { machine, adapter } = running;
  await bringUp(machine, { address: 'dhcp' });
  const run = async (script: string, timeoutMs: number) => (await machine.run(script, { timeoutMs })).output;
  const agent = new InnerAgent(run);
  const gateway = (await agent.ask("ip route | awk '/^default/ { print $3 }'")).trim();
  hook = `--webhook http://${gateway}:${receiver.port}/`;
  const faults = new FaultDesk<Fault>(adapter.clock, ({ lay }) => lay!(adapter));
  return { running, agent, faults, page: `http://127.0.0.1:${outer}` };
};

const inside = () => {
  booted ??= boot();
  return booted;
};

const documents = () => receiver.posted.map(({ body }) => JSON.parse(body) as HappeningDocument);
const leftovers = (agent: InnerAgent) =>
  agent.ask(`grep enakit ${tracing}/kprobe_events; ls ${tracing}/instances | grep enakit`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ena-'));
  receiver = await openHookReceiver();
});
afterAll(async () => {
  await closeChromium();
  await (await booted)?.running.close();
  receiver.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the one-file executable, in a machine without Node.js, beside an unmodified driver', () => {
  testNeeding(needs, 'judges it by its log and, through the kernel’s own interface, its counters', async () => {
    const { running } = await inside();
    const { output, code } = await running.machine.run('ena doctor --no-imds --all --width 120', {
      timeoutMs: 240_000,
    });
    expect(output).toMatch(/^HEALTHY/);
    expect(output).toMatch(/ethtool -S eth\d \(ioctl\)/);
    expect(output).toContain('/dev/kmsg');
    expect(code).toBe(0);
  });

  testNeeding(needs, 'watches it, and hears its keep-alives by a probe in the kernel', async () => {
    const { agent } = await inside();
    await agent.start(hook);
    await agent.untilMeasured(`^ena_heartbeat_interval_seconds{adapter="${pci}"} [01]\\.`);
    expect(await agent.metrics()).toMatch(/^ena_heartbeat_visible\{.*\} 1$/m);
    const now = await agent.page<Snapshot>('/api/now');
    expect(now).toMatchObject({ state: { verdict: 'healthy', blind: [] }, adapters: [{ pci, interfaces: ['eth0'] }] });
  });

  testNeeding(needs, 'shows it to a browser outside, through the adapter that it watches', async () => {
    const { agent, page } = await inside();
    const { tab, errors } = await openTab();
    seen = { tab, errors };
    await tab.goto(page + (await agent.entrance()));
    await tab.getByText('Nothing is wrong with the adapter.').waitFor({ timeout: patienceMs });
    await tab.locator('.heart.beating').getByText('until the watchdog fires').waitFor({ timeout: patienceMs });
    expect(errors).toEqual([]);
  });

  testNeeding(
    needs,
    'tells silence before the driver does, then the reset; to others when they are reachable',
    async () => {
      const { agent, faults, running } = await inside();
      faults.lay(findFault('link-down')!, Number.POSITIVE_INFINITY);
      faults.lay(findFault('keep-alive-lost')!);
      await seen!.tab.getByText('Connection lost').first().waitFor({ timeout: patienceMs });
      await agent.untilTold('incident-closed');
      const told = await agent.told();
      const known = receiver.posted.length;
      const upAgainMs = Date.now();
      faults.lift('link-down');

      const ofKind = (kind: Told['kind']) => told.find((each) => each.kind === kind)!;
      const [late, opened, closed] = (['heartbeat-late', 'incident-opened', 'incident-closed'] as const).map(ofKind);
      expect(late).toMatchObject({ adapter: pci, watchdogMs: 6000 });
      expect(late!.seq).toBeLessThan(opened!.seq);
      expect(opened).toMatchObject({ incident: { incident: { adapter: pci, cause: 'keep-alive-timeout' } } });
      expect(closed).toMatchObject({ incident: { incident: { outcome: 'recovered', resetReason: 1 } } });
      const [, loggedAt] = /\[ *([\d.]+)\].*Keep alive watchdog timeout/.exec(await running.machine.kernelLog()) ?? [];
      expect(opened!.uptime).toBeGreaterThan(Number(loggedAt));

      expect(await agent.metrics()).toMatch(
        /^ena_incidents_total\{adapter="0000:00:01.0",cause="keep-alive-timeout",blame="device",outcome="recovered"\} 1$/m,
      );
      const now = await agent.page<Snapshot>('/api/now');
      expect(now.state.problems.map(({ finding }) => finding.id)).toContain('keep-alive-timeout');
      expect(now.lines.map(({ text }) => text).join('\n')).toContain('Keep alive watchdog timeout');
      const kept = await agent.page<readonly Told[]>('/api/happenings?last=600000');
      expect(kept.map(({ seq }) => seq)).toEqual(told.map(({ seq }) => seq));
      const counted = await agent.page<SeriesAnswer>(`/api/series?adapter=${pci}&id=wd_expired&last=600000`);
      expect(new Set(counted.series[0]?.map(({ value }) => value))).toEqual(new Set([0, 1]));

      // The adapter that is told of is the way to those who are told.
      const wanted = told.map(({ seq }) => seq);
      await vi.waitFor(
        () => expect(documents().map(({ happening }) => happening.seq)).toEqual(expect.arrayContaining(wanted)),
        {
          timeout: 120_000,
          interval: 200,
        },
      );
      expect(
        documents()
          .slice(0, known)
          .map(({ happening }) => happening.kind),
      ).toEqual(['adapter-came']);
      expect(receiver.posted.slice(known).every(({ atMs }) => atMs >= upAgainMs)).toBe(true);
      expect(new Set(documents().map(({ id }) => id)).size).toBe(documents().length);
    },
  );

  testNeeding(needs, 'shows the reset in the browser, which comes back by itself', async () => {
    const { tab, errors } = seen!;
    await tab.getByText('The driver saw no keep-alive from the device').first().waitFor({ timeout: patienceMs });
    await tab.getByText('Live', { exact: true }).waitFor({ timeout: patienceMs });
    await tab.getByRole('link', { name: 'Then' }).click();
    await tab.locator('.lane a').first().click({ timeout: patienceMs });
    await tab.getByRole('heading', { name: `Reset of ${pci}` }).waitFor({ timeout: patienceMs });
    await tab.locator('.steps').getByText('the reset is complete').waitFor({ timeout: patienceMs });
    await tab.locator('.plot canvas').first().waitFor({ timeout: patienceMs });
    expect(errors).toEqual([]);
    await tab.getByRole('link', { name: 'Now' }).click();
  });

  testNeeding(needs, 'goes on under another name, with the driver loaded anew, and on the bus again', async () => {
    const { agent } = await inside();
    await agent.ask('ip link set eth0 down; ip link set eth0 name ens5; ip link set ens5 up');
    await agent.untilMeasured('^ena_adapter_info.*interface="ens5"');
    const beats = `^ena_heartbeat_interval_seconds{adapter="${pci}"} [01]\\.`;
    await agent.ask('rmmod ena');
    await agent.untilTold('blind', 1);
    await agent.ask('modprobe ena; ip link set eth0 up');
    await agent.untilTold('blind', 2);
    await agent.untilMeasured(beats);
    await agent.ask(`echo 1 >/sys/bus/pci/devices/${pci}/remove`);
    await agent.untilTold('adapter-left');
    await agent.ask('echo 1 >/sys/bus/pci/rescan; ip link set eth0 up');
    await agent.untilTold('adapter-came', 2);
    await agent.untilMeasured(beats);
    const told = await agent.told();
    expect(told.flatMap((each) => (each.kind === 'blind' ? [each.what] : []))).toEqual([
      `No driver serves ${pci}: it has no counters; the kernel log tells why.`,
      `The counters of ${pci} are seen.`,
      'This host has no Elastic Network Adapter; one that comes is watched from then on.',
      'There is an adapter to watch.',
    ]);
    expect(told.filter(({ kind }) => kind === 'incident-opened' || kind === 'heartbeat-late')).toHaveLength(2);
  });

  testNeeding(
    needs,
    'killed and started again tells nothing twice, and ends without a trace in the kernel',
    async () => {
      const { agent } = await inside();
      const before = await agent.told();
      await agent.end('KILL');
      expect(await leftovers(agent)).toContain('ena_keep_alive_wd');
      await agent.start(hook);
      await agent.untilMeasured(`^ena_heartbeat_visible{adapter="${pci}"} 1`);
      const told = (await agent.told()).map(({ seq }) => seq);
      expect(told.slice(0, before.length)).toEqual(before.map(({ seq }) => seq));
      expect(new Set(told).size).toBe(told.length);
      const kept = await agent.page<readonly Told[]>('/api/happenings?last=3600000');
      expect(kept.map(({ seq }) => seq)).toEqual(told);
      await seen!.tab.locator('.heart.beating').waitFor({ timeout: patienceMs });
      await agent.end('TERM');
      expect(await leftovers(agent)).toBe('');
    },
  );
});
