import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import { networkOf } from '../../src/lab/network/index.ts';
import { serveAdapter } from '../../src/lab/served/adapterServer.ts';
import { cacheFolder, openCache } from '../../src/lab/vm/cache.ts';
import { ConsoleRecord } from '../../src/lab/vm/consoleRecord.ts';
import { usualHardware } from '../../src/lab/vm/machine.ts';
import { type PackageSet, unpacked } from '../../src/lab/vm/packages.ts';
import { findQemu } from '../../src/lab/vm/qemu.ts';
import { adapterDevice, hardwareArguments, inherited } from '../../src/lab/vm/qemuArguments.ts';
import { startQemu } from '../../src/lab/vm/qemuProcess.ts';
import { testNeeding } from '../needs.ts';

vi.setConfig({ testTimeout: 300_000 });
const answerWithinMs = 240_000;

const ipxePackages: PackageSet = { name: 'ipxe', suite: 'trixie', packages: ['ipxe'], needed: /^ipxe$/ };

const script = `#!ipxe
ifopen net0
set net0/ip 10.0.0.1
set net0/netmask 255.255.255.0
ping -c 3 10.0.0.2
ifstat net0
`;

describe('the driver of iPXE', () => {
  testNeeding(
    ['apt-get', 'dpkg-deb', 'flock', 'setpriv'],
    'takes the adapter, polls it without any interrupt, and has its pings answered',
    async () => {
      const cache = openCache(cacheFolder(process.env));
      const kernel = join(await unpacked(cache, ipxePackages), 'usr/lib/ipxe/ipxe.lkrn');
      const qemu = await findQemu(cache, { path: process.env.PATH ?? '' });
      const trace: string[] = [];
      const adapter = await serveAdapter({
        network: networkOf({ kind: 'echo' }),
        trace: (line) => void trace.push(line),
      });
      const devices = [adapterDevice(adapter.socketPath)];
      // Without a screen the firmware prints to the serial line, and iPXE through it.
      const boot = ['-machine', 'graphics=off', '-kernel', kernel, '-initrd', `/proc/self/fd/${inherited.initramfs}`];
      const args = hardwareArguments({ ...usualHardware, devices, extra: boot });
      const machine = await startQemu(qemu, args, Buffer.from(script));
      try {
        const console = new ConsoleRecord();
        machine.console.on('data', (bytes: Buffer) => console.append(bytes));
        await console.awaitLine(/64 bytes from 10\.0\.0\.2: seq=3/, answerWithinMs);
        await console.awaitLine(/\[Link:up, TX:\d+ TXE:0 RX:\d+ RXE:0\]/, answerWithinMs);
        expect(console.text).toMatch(/net0: 02:e1:a0:00:00:01 using ena/);
        expect(trace.join('\n')).toContain('the guest is ipxe');
      } finally {
        machine.kill();
        await machine.exited;
        await adapter.close();
      }
    },
  );
});
