import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, vi } from 'vitest';
import { testNeeding } from '../../../test/needs.ts';
import { cacheFolder, openCache } from './cache.ts';
import { makeInitramfs } from './initramfs.ts';
import { namedKernel } from './kernel.ts';
import { findKernel } from './kernels.ts';
import { bootMachine, type Machine } from './machine.ts';
import { findQemu } from './qemu.ts';

/** Real machines, which come from Debian the first time; alone they take five seconds each. */
vi.setConfig({ testTimeout: 300_000 });
const needs = ['apt-get', 'dpkg-deb', 'flock', 'setpriv'];

const cache = openCache(cacheFolder(process.env));
const qemuOf = () => findQemu(cache, { path: process.env.PATH ?? '' });

/** Whether the process runs; one that nobody has asked about since it ended does not. */
const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

const boot = async (append = ''): Promise<Machine> => {
  const kernel = await namedKernel(cache, findKernel('6.1')!);
  const initramfs = await makeInitramfs(cache, kernel, { modules: [] });
  return await bootMachine({ qemu: await qemuOf(), kernel: kernel.image, initramfs, append });
};

describe('a machine', () => {
  let booted: Promise<Machine> | undefined;
  const theMachine = (): Promise<Machine> => {
    booted ??= boot();
    return booted;
  };
  afterAll(async () => (await booted)?.close());

  testNeeding(needs, 'runs commands one after the other, each with its output and code', async () => {
    const machine = await theMachine();
    const results = await Promise.all(
      ['echo one', 'echo two >&2; exit 3', 'false'].map((script) => machine.run(script)),
    );
    expect(results.map(({ output, code }) => [output, code])).toEqual([
      ['one\n', 0],
      ['two\n', 3],
      ['', 1],
    ]);
  });

  testNeeding(needs, 'gives output of any bytes, as much as there is', async () => {
    const machine = await theMachine();
    const all = Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(8).padStart(4, '0')}`).join('');
    const { bytes } = await machine.run(`for i in $(seq 100); do printf '%b' '${all}'; done`);
    expect(bytes).toEqual(Buffer.from(Array.from({ length: 25_600 }, (_, i) => i & 255)));
  });

  testNeeding(needs, 'takes scripts of several lines, with quotes and any letters', async () => {
    const machine = await theMachine();
    const { output } = await machine.run(`cat <<'END'\n"'$HOME\\ äöü\nEND`);
    expect(output).toBe('"\'$HOME\\ äöü\n');
  });

  testNeeding(needs, 'keeps the kernel’s words apart from those of commands', async () => {
    const machine = await theMachine();
    const since = machine.console.position;
    const { output } = await machine.run('for i in 1 2 3; do echo "<1>noise $i" >/dev/kmsg; echo $i; done');
    expect(output).toBe('1\n2\n3\n');
    expect(await machine.console.awaitLine(/noise 3/, 60_000, since)).toContain('noise 3');
    expect(await machine.kernelLog()).toContain('noise 2');
  });

  testNeeding(needs, 'gives output as it comes', async () => {
    const machine = await theMachine();
    const wish = new AbortController();
    const { output } = await machine.run('echo first; sleep 1000; echo second', {
      onOutput: () => wish.abort(),
      signal: wish.signal,
      timeoutMs: 120_000,
    });
    expect(output).toBe('first\n');
  });

  testNeeding(needs, 'interrupts what takes too long, and hears the next command', async () => {
    const machine = await theMachine();
    await expect(machine.run('sleep 1000', { timeoutMs: 100 })).rejects.toThrow('did not end within 0.1 s');
    expect((await machine.run('echo still here')).output).toBe('still here\n');
  });

  testNeeding(needs, 'does not wait for what a command leaves in the background', async () => {
    const machine = await theMachine();
    expect((await machine.run('sleep 1000 & echo left')).output).toBe('left\n');
  });

  testNeeding(needs, 'tells of a panic, and keeps the log', async () => {
    const machine = await theMachine();
    const command = machine.run('echo c >/proc/sysrq-trigger');
    await expect(command).rejects.toThrow(/Kernel panic - not syncing: sysrq triggered crash/);
    expect(await machine.kernelLog()).toContain('Kernel panic');
    await expect(machine.run('true')).rejects.toThrow('Kernel panic');
  });

  testNeeding(needs, 'that cannot boot says why', async () => {
    await expect(boot('rdinit=/nothing root=none')).rejects.toThrow('Kernel panic');
  });

  testNeeding(needs, 'ends with the process that booted it, killed or not', async () => {
    const child = spawn(process.execPath, [new URL('testing/bootAndWait.ts', import.meta.url).pathname], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const qemu = Number(String(line));
    expect(isAlive(qemu)).toBe(true);
    child.kill('SIGKILL');
    await vi.waitUntil(() => !isAlive(qemu), { timeout: 20_000 });
  });
});
