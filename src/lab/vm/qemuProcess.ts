import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Qemu } from './qemu.ts';

/** A QEMU that runs, and the far ends of what it inherited. */
export interface QemuProcess {
  readonly pid: number;
  readonly console: Duplex;
  readonly agent: Duplex;
  /** The last that QEMU itself said, which is of why it could not go on; empty where it said nothing. */
  readonly lastWords: () => string;
  /** Fulfilled when it is gone. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  kill(): void;
}

const saidCharactersAtMost = 16 * 1024;

/** A file without a name, so that nothing is left behind however this process ends. */
const nameless = async (bytes: Uint8Array) => {
  const path = join(tmpdir(), `enakit-${randomUUID()}`);
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  await unlink(path);
  await file.write(bytes);
  return file;
};

const lastWordsIn = (said: string): string =>
  said
    .trim()
    .split('\n')
    .findLast((line) => !line.includes('warning:')) ?? '';

/** util-linux's `setpriv` has the kernel end QEMU when this process ends, even by SIGKILL. */
const withParent = ['setpriv', '--pdeathsig', 'KILL'] as const;

const started = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));

/** Starts QEMU with the descriptors of `inherited`. */
export const startQemu = async (qemu: Qemu, args: readonly string[], initramfs: Uint8Array): Promise<QemuProcess> => {
  const file = await nameless(initramfs);
  const start = async (command: readonly string[]): Promise<ChildProcess> => {
    const [program = '', ...rest] = [...command, qemu.program, ...qemu.first, ...args];
    // Of a session of its own, or Ctrl-C at our terminal would end it before what we do about it.
    const child = spawn(program, rest, {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', file.fd],
      detached: true,
    });
    await started(child);
    return child;
  };
  try {
    const child = await start(withParent).catch(() => start([]));
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-saidCharactersAtMost);
    });
    const kill = () => void child.kill('SIGKILL');
    process.once('exit', kill);
    const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
      child.once('close', (code, signal) => {
        process.off('exit', kill);
        resolve({ code, signal });
      }),
    );
    const [, , , console, agent] = child.stdio as unknown as Duplex[];
    // A line that breaks is told by the end of the process.
    for (const line of [console!, agent!]) line.on('error', () => {});
    return { pid: child.pid!, console: console!, agent: agent!, lastWords: () => lastWordsIn(said), exited, kill };
  } finally {
    await file.close();
  }
};
