import { join } from 'node:path';
import { afterAll, describe, expect, vi } from 'vitest';
import type { DeviceEvent } from '../../src/device/observation.ts';
import { presets } from '../../src/device/presets.ts';
import { findFault } from '../../src/lab/faults/index.ts';
import { cacheFolder, openCache } from '../../src/lab/vm/cache.ts';
import { namedKernel } from '../../src/lab/vm/kernel.ts';
import { findKernel } from '../../src/lab/vm/kernels.ts';
import { findQemu } from '../../src/lab/vm/qemu.ts';
import { Guest } from '../../src/lab/vmDrill/guest.ts';
import { vmDrill } from '../../src/lab/vmDrill/vmDrill.ts';
import { findVoice } from '../../src/lab/voices.ts';
import { testNeeding } from '../needs.ts';

/** Alone a test takes half a minute at most; others may want the same processors. */
vi.setConfig({ testTimeout: 180_000 });
const upMs = 60_000;
const slot = '0000:00:01.0';
/** One a second: three times what the driver's watchdog lets pass without one. */
const keepAlives = 20;

/** Faults after which every driver resets the adapter. */
const resetting = [
  'keep-alive-lost',
  'keep-alive-without-interrupt',
  'hints-change-timeouts',
  'admin-completion-lost',
  'tx-completion-lost',
  'tx-bad-req-id',
  'rx-bad-req-id',
  'rx-too-many-descriptors',
  'io-interrupt-lost',
  'first-interrupt-lost',
];

/** Seen on 7.3: too few packets were under way to be missed, and the queue stood still. Then it is laid once more. */
const chancy = new Set(['io-interrupt-lost']);

const cache = openCache(cacheFolder(process.env));

/** On a CI machine it is fetched; elsewhere nothing is fetched for a test. */
const needsOf = (kernel: string): string[] => {
  const fetched = ['qemu', 'tools', `kernel-${kernel}`].map((name) => join(cache.folder, name));
  return ['apt-get', 'dpkg-deb', 'flock', 'setpriv', ...(process.env.CI ? [] : fetched)];
};

const boot = async (name: string, device = {}): Promise<Guest> => {
  const kernel = await namedKernel(cache, findKernel(name)!);
  const qemu = await findQemu(cache, { path: process.env.PATH ?? '' });
  return await Guest.boot({ cache, qemu, kernel, accelerator: 'tcg' }, device);
};

/** All that happens at the adapter until the interface is up. */
const comeUp = async (guest: Guest): Promise<readonly DeviceEvent[]> => {
  const events: DeviceEvent[] = [];
  const end = guest.adapter.observe((event) => events.push(event));
  await guest.load();
  expect(await guest.isUpWithin(upMs)).toBe(true);
  end();
  return events;
};

const keepAlivesSeen = (guest: Guest, count: number): Promise<void> =>
  new Promise((resolve) => {
    let seen = 0;
    const end = guest.adapter.observe((event) => {
      if (event.kind !== 'event' || event.group !== 'keepAlive' || ++seen < count) return;
      end();
      resolve();
    });
  });

const countersOf = async (guest: Guest): Promise<ReadonlyMap<string, number>> => {
  const text = await guest.ask('ethtool -S eth0');
  return new Map([...text.matchAll(/^ {5}(\w+): (\d+)$/gm)].map(([, name = '', value]) => [name, Number(value)]));
};

/** What a driver that was not made for the lab must be able to do with the lab's adapter. */
export const describeDriver = (kernel: string) =>
  describe(`the unmodified driver of Linux ${kernel}`, () => {
    let booted: Promise<Guest> | undefined;
    /** One machine for all, for booting takes longer than most. */
    const theGuest = (): Promise<Guest> => {
      booted ??= boot(kernel);
      return booted;
    };
    afterAll(async () => (await booted)?.close());
    const it = (name: string, run: (guest: Guest) => Promise<void>) =>
      testNeeding(needsOf(kernel), name, async () => run(await theGuest()));

    it('takes the adapter, chooses low-latency queues, and has a link', async (guest) => {
      const events = await comeUp(guest);
      const chosen = events.find(
        (event) => event.kind === 'command' && event.command === 'setFeature' && event.feature === 'llq',
      );
      expect(chosen).toMatchObject({ status: 0, answer: 'given' });
      expect(await guest.kernelLog()).toContain('Elastic Network Adapter (ENA) found');
      expect(await guest.ask('ethtool eth0')).toContain('Link detected: yes');
    });

    it('shares its packets among two queues on two processors', async (guest) => {
      await guest.ask('for host in $(seq 10 40); do ping -q -n -c 2 -i 0.01 10.0.0.$host & done; wait');
      const counters = await countersOf(guest);
      const names = ['queue_0_tx_cnt', 'queue_1_tx_cnt', 'queue_0_rx_cnt', 'queue_1_rx_cnt'];
      expect(Math.min(...names.map((name) => counters.get(name) ?? 0))).toBeGreaterThan(0);
      const interrupts = await guest.ask('grep -E "eth0-Tx-Rx-[01]" /proc/interrupts | wc -l');
      expect(interrupts.trim()).toBe('2');
    });

    it('tells ethtool of itself', async (guest) => {
      const answers = await guest.ask('for option in -i -l -g -k -x; do ethtool $option eth0; done');
      expect(answers).toContain(`driver: ena\nversion: ${guest.release}\n`);
      expect(answers).toMatch(/Current hardware settings:\n(?:\w+:.*\n)*Combined:\s+2\n/);
      expect(answers).toMatch(/Pre-set maximums:\nRX:\s+16384\n/);
      expect(answers).toContain('tcp-segmentation-offload: on');
      expect(answers).toMatch(/RX flow hash indirection table for eth0 with 2 RX ring\(s\)/);
      const counters = await countersOf(guest);
      expect(counters.get('ena_admin_q_submitted_cmd')).toBe(counters.get('ena_admin_q_completed_cmd'));
    });

    it('carries TCP both ways', async (guest) => {
      const script = `head -c 300000 /dev/urandom >/run/sent
nc 10.0.0.2 7 </run/sent | head -c 300000 >/run/received
cmp /run/sent /run/received && echo same`;
      expect(await guest.ask(script)).toBe('same\n');
    });

    it('sends and receives frames of 9000 bytes', async (guest) => {
      const ping = 'ping -n -c 3 -i 0.1 -W 10 -M do -s 8972 10.0.0.2';
      expect(await guest.ask(`ip link set eth0 mtu 9000 && ${ping}`)).toContain('3 packets transmitted, 3 received');
    });

    it('takes rings of another depth', async (guest) => {
      const rings = await guest.ask('ethtool -G eth0 rx 512 tx 512 && ethtool -g eth0');
      expect(rings).toMatch(/Current hardware settings:\nRX:\s+512\n(?:RX.*\n)*TX:\s+512\n/);
      expect(await guest.isConnectedWithin(upMs)).toBe(true);
    });

    it('lives on keep-alives, without a word of its watchdog', async (guest) => {
      await keepAlivesSeen(guest, keepAlives);
      expect(await guest.kernelLog()).not.toMatch(/watchdog timeout|Trigger reset/i);
      expect(await guest.isConnectedWithin(upMs)).toBe(true);
      expect(guest.resets).toEqual([0]);
    });

    it('leaves in order, and is loaded anew', async (guest) => {
      expect(await guest.clear()).toBe(true);
      expect(guest.resets.at(-1)).toBe(11);
      await comeUp(guest);
      expect(await guest.isConnectedWithin(upMs)).toBe(true);
    });

    it('loses its adapter on the bus, and takes it again', async (guest) => {
      await guest.ask(`echo 1 >/sys/bus/pci/devices/${slot}/remove; ls /sys/class/net`);
      expect(await guest.ask('ls /sys/class/net')).toBe('lo\n');
      await guest.ask('echo 1 >/sys/bus/pci/rescan; ip link set eth0 up; ip address add 10.0.0.1/8 dev eth0');
      expect(await guest.isConnectedWithin(upMs)).toBe(true);
      expect(await guest.clear()).toBe(true);
    });

    for (const name of resetting) {
      it(`is reset and recovers, and the doctor knows why: ${name}`, async (guest) => {
        const attempt = () => vmDrill(guest, findFault(name)!, findVoice(kernel)!, { untilReset: true });
        let drill = await attempt();
        expect(await guest.clear()).toBe(true);
        if (chancy.has(name) && drill.reasons.length === 0) {
          drill = await attempt();
          expect(await guest.clear()).toBe(true);
        }
        expect(drill.differences).toEqual([]);
        expect(drill.outcome).toBe('recovered');
        expect(drill.reasons.length).toBeGreaterThan(0);
      });
    }

    testNeeding(needsOf(kernel), 'does without low-latency queues', async () => {
      const features = presets.nitro.features.filter((name) => name !== 'llq');
      const guest = await boot(kernel, { features });
      try {
        const events = await comeUp(guest);
        expect(events.some((event) => event.kind === 'command' && event.feature === 'llq')).toBe(false);
        expect(await guest.isConnectedWithin(upMs)).toBe(true);
      } finally {
        await guest.close();
      }
    });
  });
