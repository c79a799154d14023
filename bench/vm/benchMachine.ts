import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, openCache } from '../../src/lab/vm/cache.ts';
import { makeInitramfs } from '../../src/lab/vm/initramfs.ts';
import { namedKernel } from '../../src/lab/vm/kernel.ts';
import { findKernel } from '../../src/lab/vm/kernels.ts';
import { bootMachine, type Machine } from '../../src/lab/vm/machine.ts';
import { findQemu } from '../../src/lab/vm/qemu.ts';
import { adapterDevice, type QemuDevice } from '../../src/lab/vm/qemuArguments.ts';
import { tryAccelerators } from '../../src/lab/vm/trial.ts';
import { adapters, qemuAdapter } from './adapters.ts';
import { type Place, placeOf } from './place.ts';
import { type ServeCommand, serve } from './serve.ts';
import { makeTap } from './tap.ts';

/** A machine that has all adapters, each on a TAP of its own, and the processes that make it up. */
export interface BenchMachine {
  readonly machine: Machine;
  readonly places: readonly Place[];
  readonly qemuPid: number;
  readonly serverPids: readonly number[];
  /** Of what, and how. */
  readonly facts: string;
  close(): Promise<void>;
}

/** The QEMU among our children, by its command line. */
const qemuAmongChildren = (): number => {
  const pids = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' '),
  );
  const found = pids.find(
    (pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('memory-backend'),
  );
  if (found === undefined) throw new Error('there is no QEMU');
  return Number(found);
};

/** Loads the driver of an adapter and gives its interface an address. */
export const bringUp = async (machine: Machine, module: string, { mac, guest, host, mtu }: Place): Promise<void> => {
  const script = [
    `modprobe ${module}`,
    `until found=$(grep -l ${mac} /sys/class/net/*/address); do usleep 20000; done`,
    'interface=$(basename "$(dirname "$found")")',
    `ip link set "$interface" mtu ${mtu} up`,
    `until [ "$(cat "/sys/class/net/$interface/carrier")" = 1 ]; do usleep 20000; done`,
    `ip address add ${guest}/24 dev "$interface"`,
    `ping -c 1 -w 20 ${host}`,
  ];
  const { code, output } = await machine.run(`set -e\n${script.join('\n')}`);
  if (code !== 0) throw new Error(`${module} cannot be brought up: ${output}`);
};

/** Boots Debian's plain kernel, which has all four drivers, with all four adapters. */
export const bootBench = async (folder: string, command: ServeCommand, mtu = 1500): Promise<BenchMachine> => {
  const run = process.pid % 1000;
  const places = adapters.map((_, index) => placeOf(run, index, mtu));
  const undo: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    for (const place of places) {
      undo.push(makeTap(place));
    }
    const devices: QemuDevice[] = [];
    const extra: string[] = ['-name', 'bench,debug-threads=on'];
    const serverPids: number[] = [];
    for (const [index, adapter] of adapters.entries()) {
      const place = places[index]!;
      if ('model' in adapter) {
        const made = qemuAdapter(adapter.model, place);
        devices.push(made.device);
        extra.push(...made.extra);
      } else {
        const socket = join(folder, `${index}.sock`);
        const server = await serve(command, adapter.words, place, socket, adapter.tapWords);
        undo.push(() => server.close());
        devices.push(adapterDevice(socket));
        serverPids.push(server.pid);
      }
    }
    const cache = openCache(cacheFolder(process.env));
    const qemu = await findQemu(cache, { path: process.env.PATH ?? '' });
    const kernel = await namedKernel(cache, findKernel('6.1-plain')!);
    const { accelerator } = await tryAccelerators(cache, qemu, async () => kernel);
    const initramfs = await makeInitramfs(cache, kernel, {
      modules: ['virtio_pci', ...new Set(adapters.map(({ module }) => module))],
    });
    const options = { qemu, kernel: kernel.image, initramfs, accelerator, devices, extra };
    const machine = await bootMachine(options);
    undo.push(() => machine.close());
    await machine.run('modprobe virtio_pci');
    for (const [index, adapter] of adapters.entries()) await bringUp(machine, adapter.module, places[index]!);
    for (const { host } of places) {
      const iperf = spawn('iperf3', ['-s', '-B', host], { stdio: 'ignore' });
      undo.push(() => iperf.kill());
    }
    const facts = `QEMU ${qemu.version}, ${accelerator.toUpperCase()}, one CPU, Linux ${kernel.release}, MTU ${mtu}`;
    return { machine, places, qemuPid: qemuAmongChildren(), serverPids, facts, close };
  } catch (error) {
    await close();
    throw error;
  }
};
