import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { makeExecutable } from '../../scripts/executable/makeExecutable.ts';
import { networkOf } from '../../src/lab/network/index.ts';
import { type AdapterMachine, bootWithAdapter } from '../../src/lab/vm/adapterMachine.ts';
import { bringUp } from '../../src/lab/vm/bringUp.ts';
import { cacheFolder, openCache } from '../../src/lab/vm/cache.ts';
import { namedKernel } from '../../src/lab/vm/kernel.ts';
import { cppPackages, findKernel } from '../../src/lab/vm/kernels.ts';
import { unpacked } from '../../src/lab/vm/packages.ts';
import { withLibraries } from '../../src/lab/vm/programs.ts';
import { findQemu } from '../../src/lab/vm/qemu.ts';
import { testNeeding } from '../needs.ts';

/** A machine that has no Node.js, and comes from Debian the first time. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const needs = ['apt-get', 'dpkg-deb', 'flock', 'setpriv'];

const cache = openCache(cacheFolder(process.env));
let folder: string;
let running: Promise<AdapterMachine> | undefined;

const boot = async (): Promise<AdapterMachine> => {
  const ena = join(folder, 'ena');
  await makeExecutable('x64', ena);
  const files = await withLibraries(await unpacked(cache, cppPackages), [ena]);
  const qemu = await findQemu(cache, { path: process.env.PATH ?? '' });
  const kernel = await namedKernel(cache, findKernel('6.12')!);
  const network = networkOf({ kind: 'echo' });
  const memoryBytes = 1536 * 2 ** 20;
  const booted = await bootWithAdapter({ cache, qemu, kernel, accelerator: 'tcg', network, files, memoryBytes });
  await bringUp(booted.machine);
  return booted;
};

const inside = async (script: string) => {
  running ??= boot();
  return (await running).machine.run(script, { timeoutMs: 240_000 });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ena-'));
});
afterAll(async () => {
  await (await running)?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the one-file executable, in a machine without Node.js', () => {
  testNeeding(
    needs,
    'judges a real driver by its log and, through the kernel’s own interface, its counters',
    async () => {
      const { output, code } = await inside('ena doctor --no-imds --all --width 120');
      expect(output).toMatch(/^HEALTHY/);
      expect(output).toMatch(/ethtool -S eth\d \(ioctl\)/);
      expect(output).toContain('/dev/kmsg');
      expect(code).toBe(0);
    },
  );
});
