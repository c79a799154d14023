import { randomBytes } from 'node:crypto';
import { AgentSession, type RunOptions, type RunResult } from './agentSession.ts';
import { ConsoleRecord } from './consoleRecord.ts';
import { MachineEnded } from './problems.ts';
import type { Qemu } from './qemu.ts';
import { type Hardware, hardwareArguments, kernelArguments } from './qemuArguments.ts';
import { type QemuProcess, startQemu } from './qemuProcess.ts';

export interface MachineOptions extends Partial<Hardware> {
  readonly qemu: Qemu;
  /** Path of a kernel's image. */
  readonly kernel: string;
  /** As `makeInitramfs` makes it: with the agent. */
  readonly initramfs: Uint8Array;
  /** Added to the kernel's command line. */
  readonly append?: string;
  /**
   * How long the machine may take until its agent answers. Measured: 2 to 4 s, and 19 s where ten
   * others wanted the same two processors.
   */
  readonly bootTimeoutMs?: number;
  /** Told everything the kernel prints, as it comes. */
  readonly onConsole?: (bytes: Uint8Array) => void;
  /** Pulls the plug, even while it boots. */
  readonly signal?: AbortSignal;
}

/** What a machine has where nothing else is asked for. */
export const usualHardware = {
  memoryBytes: 512 * 2 ** 20,
  cpus: 1,
  board: 'q35',
  accelerator: 'tcg',
  devices: [],
  extra: [],
} as const satisfies Hardware;
const bootTimeoutMs = 120_000;
const dmesgTimeoutMs = 30_000;

/** What the person's end of a conversation is like. */
export interface ConversationOptions {
  readonly rows: number;
  readonly columns: number;
  readonly onOutput: (bytes: Uint8Array) => void;
}

/** A program at work with a person. */
export interface Conversation {
  type(bytes: Uint8Array): void;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number>;
}

/** As long as a timer can count: a person takes their time. */
const longestMs = 2 ** 31 - 1;

/** A machine that runs. */
export interface Machine {
  /** What its kernel printed so far; lines can be waited for. */
  readonly console: ConsoleRecord;
  /** Why it ended, when it has. Never rejected. */
  readonly exited: Promise<MachineEnded>;
  /** Runs a script of `sh` to its end; several are run one after the other. @throws MachineSilent, MachineEnded */
  run(script: string, options?: RunOptions): Promise<RunResult>;
  /** Runs a program that has a terminal, for a person. @throws MachineSilent, MachineEnded */
  converse(script: string, options: ConversationOptions): Conversation;
  /** The kernel's log: `dmesg`, or what reached the console where the machine no longer answers. */
  kernelLog(): Promise<string>;
  /** Pulls the plug. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What the end of a machine was, in a sentence. */
const endOf = (child: QemuProcess, console: ConsoleRecord, exit: Awaited<QemuProcess['exited']>): MachineEnded => {
  const panic = console.lastLine(/Kernel panic - not syncing/);
  if (panic !== undefined) return new MachineEnded(`the kernel of the machine gave up: ${panic.trim()}`);
  const said = child.lastWords();
  if (said) return new MachineEnded(`QEMU ended: ${said}`);
  return new MachineEnded(`the machine was switched off${exit.signal ? ` (${exit.signal})` : ''}`);
};

/**
 * Boots a machine and gives it once its agent listens.
 *
 * @throws MachineSilent, MachineEnded where it does not get that far
 */
export const bootMachine = async (options: MachineOptions): Promise<Machine> => {
  const hardware: Hardware = { ...usualHardware, ...options };
  const args = [...hardwareArguments(hardware), ...kernelArguments(options.kernel, options.append ?? '')];
  const child = await startQemu(options.qemu, args, options.initramfs);
  options.signal?.addEventListener('abort', child.kill, { once: true });
  if (options.signal?.aborted) child.kill();
  const console = new ConsoleRecord();
  child.console.on('data', (bytes: Buffer) => {
    console.append(bytes);
    options.onConsole?.(bytes);
  });
  const session = new AgentSession(child.agent, () => randomBytes(16).toString('hex'));
  const exited = child.exited.then((exit) => {
    const end = endOf(child, console, exit);
    session.end(end);
    return end;
  });
  const close = async (): Promise<void> => {
    child.kill();
    await exited;
  };
  try {
    await session.ready(options.bootTimeoutMs ?? bootTimeoutMs);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    console,
    exited,
    run: (script, runOptions) => session.run(script, runOptions),
    converse: (script, { rows, columns, onOutput }) => ({
      type: (bytes) => session.type(bytes),
      ended: session
        .run(`stty sane rows ${rows} columns ${columns}\n${script}`, { timeoutMs: longestMs, onOutput, input: 'line' })
        .then(({ code }) => code),
    }),
    kernelLog: () =>
      session.run('dmesg', { timeoutMs: dmesgTimeoutMs }).then(
        ({ output }) => output,
        () => console.text,
      ),
    close,
    [Symbol.asyncDispose]: close,
  };
};
