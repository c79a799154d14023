import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { faults } from '../src/lab/faults/index.ts';
import { type AdapterStatus, type ControlRequest, controlPathOf } from '../src/lab/served/control.ts';
import { askAdapter } from '../src/lab/served/controlClient.ts';
import { cacheFolder, openCache } from '../src/lab/vm/cache.ts';
import { makeInitramfs } from '../src/lab/vm/initramfs.ts';
import { namedKernel } from '../src/lab/vm/kernel.ts';
import { findKernel } from '../src/lab/vm/kernels.ts';
import { bootMachine, type Machine } from '../src/lab/vm/machine.ts';
import { findQemu } from '../src/lab/vm/qemu.ts';
import { adapterDevice } from '../src/lab/vm/qemuArguments.ts';
import { inBenchFolder } from './benchFolder.ts';
import { bringUp } from './vm/benchMachine.ts';
import { placeOf } from './vm/place.ts';
import { serve } from './vm/serve.ts';
import { makeTap } from './vm/tap.ts';

/**
 * `node bench/soak.ts [--minutes N] [--kernel NAME]`, as root: a machine of two processors under traffic, and one fault after
 * another, chosen at random from those the driver gets over. After each the machine must be heard again, and a while of traffic
 * without a fault must leave the same counters on both sides. A line of JSON for each fault; the last one sums up.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, kernel: { type: 'string', default: '6.12' } },
});

/** What changes the driver's timeouts for good would change what the others do. */
const lasting = /^hints-/;
const survivable = faults.filter(
  ({ name, when, strikes, lay, device, truths }) =>
    when === 'running' &&
    strikes !== 'guest' &&
    lay !== undefined &&
    device === undefined &&
    !lasting.test(name) &&
    truths.every(({ outcome }) => outcome !== 'lost'),
);

/** By what stands before the colon, so that a kind of many rows is not met more often than others. */
const kinds = Object.values(Object.groupBy(survivable, ({ name }) => name.split(':', 1)[0]!)).map((kind) => kind!);
const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)]!;

/** The driver may wait for a watchdog, a reset and its link, on a busy machine. */
const recoveryMs = 120_000;
const cleanSeconds = 5;

/** Ports of this host: what is sent to the first is thrown away, the second sends without end. */
const ports = { sink: 7001, source: 7002 } as const;

/** TCP both ways for so many seconds, and pings with a payload, until all have ended. */
const transfer = (host: string, seconds: number): string =>
  `timeout ${seconds} nc ${host} ${ports.sink} </dev/zero & timeout ${seconds} nc ${host} ${ports.source} >/dev/null &
  timeout ${seconds} ping -q -i 0.005 -s 900 ${host} >/dev/null & wait`;
const traffic = (host: string): string =>
  `(while :; do ${transfer(host, 10)}; done) >/dev/null 2>&1 & echo $! >/run/traffic`;
const silence = 'kill $(cat /run/traffic); killall nc ping 2>/dev/null; sleep 2';

const openPorts = (host: string): (() => void) => {
  const zeros = new Uint8Array(0x1_0000);
  const feed = (socket: Socket): void => {
    while (!socket.destroyed && socket.write(zeros));
  };
  const servers = [
    createServer((socket) => socket.on('error', () => {}).resume()).listen(ports.sink, host),
    createServer((socket) => {
      socket
        .on('error', () => {})
        .on('drain', () => feed(socket))
        .resume();
      feed(socket);
    }).listen(ports.source, host),
  ];
  return () => {
    for (const server of servers) server.close();
  };
};

await inBenchFolder(async (folder) => {
  const undo: (() => unknown)[] = [];
  const place = placeOf(500 + (process.pid % 400), 0);
  const socket = join(folder, 'ena.sock');
  try {
    undo.push(makeTap(place));
    const server = await serve(
      [process.execPath, join(import.meta.dirname, '../src/cli/main.ts')],
      ['--queues', '2'],
      place,
      socket,
    );
    undo.push(() => server.close());
    undo.push(openPorts(place.host));
    const cache = openCache(cacheFolder(process.env));
    const kernel = await namedKernel(cache, findKernel(values.kernel)!);
    const machine = await bootMachine({
      qemu: await findQemu(cache, { path: process.env.PATH ?? '' }),
      kernel: kernel.image,
      initramfs: await makeInitramfs(cache, kernel),
      cpus: 2,
      devices: [adapterDevice(socket)],
    });
    undo.push(() => machine.close());
    await bringUp(machine, 'ena', place);

    const ask = async (request: ControlRequest): Promise<AdapterStatus> => {
      const answer = await askAdapter(controlPathOf(socket), request, 60_000);
      if (!answer.ok) throw new Error(answer.why);
      return answer.status;
    };
    const endMs = Date.now() + Number(values.minutes) * 60_000;
    const totals = { faults: 0, resets: {} as Record<number, number>, cleanPackets: 0, disagreements: 0, silent: 0 };
    const sizes: { rssMiB: number; descriptors: number }[] = [];
    while (Date.now() < endMs) {
      const { name, durationMs } = anyOf(anyOf(kinds));
      const before = await ask({ ask: 'status' });
      await machine.run(traffic(place.host));
      await ask({ ask: 'inject', fault: name, forMs: durationMs });
      const beginMs = Date.now();
      await wait(durationMs + 2000);
      const recovered = await isHeard(machine, place.host);
      const recoveredMs = Date.now() - beginMs;
      if (!recovered) totals.silent++;
      const after = await ask({ ask: 'status' });
      const resets = newResets(before.resets, after.resets);
      for (const reason of resets) totals.resets[reason] = (totals.resets[reason] ?? 0) + 1;
      await machine.run(silence, { timeoutMs: recoveryMs });
      const clean = await agreement(machine, place.host, () => ask({ ask: 'status' }));
      if (!clean.agrees) totals.disagreements++;
      totals.cleanPackets += clean.packets;
      totals.faults++;
      sizes.push(sizeOf(server.pid));
      console.log(
        JSON.stringify({
          at: new Date().toISOString(),
          fault: name,
          recovered,
          recoveredMs,
          resets,
          clean,
          ...sizes.at(-1),
        }),
      );
    }
    const warm = sizes[Math.floor(sizes.length / 10)];
    console.log(
      JSON.stringify({ ...totals, minutes: Number(values.minutes), first: sizes[0], warm, last: sizes.at(-1) }),
    );
  } finally {
    for (const step of undo.reverse()) await step();
  }
});

async function isHeard(machine: Machine, host: string): Promise<boolean> {
  const script = `for i in $(seq 60); do ping -c 1 -W 1 ${host} >/dev/null && exit 0; done; exit 1`;
  return (await machine.run(script, { timeoutMs: recoveryMs })).code === 0;
}

/** The status tells the latest hundred, so what is new is what follows the longest end of the old. */
function newResets(before: readonly number[], after: readonly number[]): number[] {
  for (let kept = Math.min(before.length, after.length); kept >= 0; kept--) {
    const end = before.slice(before.length - kept);
    if (end.every((reason, i) => reason === after[i])) return after.slice(kept);
  }
  return [...after];
}

/** Its own memory: pages of the guest's that it touched are not counted. */
function sizeOf(pid: number) {
  const [, kib] = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { rssMiB: Math.round(Number(kib) / 1024), descriptors: readdirSync(`/proc/${pid}/fd`).length };
}

/** Counters of the driver, and of the adapter, over a while of traffic that begins and ends in silence. */
async function agreement(machine: Machine, host: string, status: () => Promise<AdapterStatus>) {
  const names = ['tx_packets', 'tx_bytes', 'rx_packets'];
  const guestCounters = async () =>
    (await machine.run(`cd /sys/class/net/eth0/statistics; cat ${names.join(' ')}`)).output
      .trim()
      .split('\n')
      .map(Number);
  // Read until nothing moves meanwhile: a socket that was closed may still send what it holds.
  const read = async () => {
    for (;;) {
      const guest = await guestCounters();
      const { traffic: device } = await status();
      await wait(1000);
      if ((await guestCounters()).join() === guest.join()) {
        return { guest, device: [device.txPackets!, device.txBytes!, device.rxPackets!] };
      }
    }
  };
  const before = await read();
  await machine.run(`(${transfer(host, cleanSeconds)}) 2>/dev/null; sleep 2`);
  const after = await read();
  const differences = names.map((_, i) => after.guest[i]! - before.guest[i]! - (after.device[i]! - before.device[i]!));
  const packets = after.device[0]! - before.device[0]! + after.device[2]! - before.device[2]!;
  return { agrees: differences.every((difference) => difference === 0), differences, packets };
}
