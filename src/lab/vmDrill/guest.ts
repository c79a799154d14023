import type { DeviceOptions } from '../../device/options.ts';
import { presets } from '../../device/presets.ts';
import { networkOf } from '../network/index.ts';
import type { AdapterServer } from '../served/adapterServer.ts';
import { type AdapterMachine, type AdapterMachineOptions, bootWithAdapter } from '../vm/adapterMachine.ts';
import type { Machine } from '../vm/machine.ts';
import {
  awaitAnswer,
  awaitAsked,
  awaitAttempt,
  awaitUp,
  beginAgent,
  beginTraffic,
  comeUp,
  endAll,
  ethtoolTexts,
  inPieces,
  piecesOf,
  prepare,
  unlessCrashed,
  uptime,
} from './guestScripts.ts';

/** What a guest is made of. */
export type GuestParts = Pick<
  AdapterMachineOptions,
  'cache' | 'qemu' | 'kernel' | 'accelerator' | 'files' | 'memoryBytes' | 'onProgress'
>;

/** What an operator finds in a guest. */
export interface Look {
  /** Whether packets came back in time. */
  readonly isConnected: boolean;
  /** What `modprobe` said, where it failed. */
  readonly console: string;
  /** Attempts to bring the interface up that failed. */
  readonly failures: number;
  readonly ethtool: string;
  /** The kernel's, since boot, but for the drills before. */
  readonly log: string;
}

/** Ten times what it takes where nothing else computes: a matrix is run unattended, beside whatever else is at work. */
const bootTimeoutMs = 600_000;
const scriptTimeoutMs = 300_000;

/** A machine with an adapter and a real driver, made ready for one drill after the other. */
export class Guest {
  readonly adapter: AdapterServer;
  /** As `uname -r` says. */
  readonly release: string;
  readonly #running: AdapterMachine;
  readonly #machine: Machine;
  /** What the kernel said before any driver was loaded. */
  readonly #bootLog: string;
  #resetsBefore = 0;

  private constructor(running: AdapterMachine, release: string, bootLog: string) {
    this.#running = running;
    this.#machine = running.machine;
    this.adapter = running.adapter;
    this.release = release;
    this.#bootLog = bootLog;
  }

  /** Boots a machine of two processors, and so of two queues. @throws MachineProblem */
  static async boot(
    parts: GuestParts,
    device: Partial<DeviceOptions> = {},
    more: Pick<AdapterMachineOptions, 'onConsole' | 'signal'> = {},
  ): Promise<Guest> {
    const options = { ...presets.nitro, ...device };
    const network = networkOf({ kind: 'echo' });
    const running = await bootWithAdapter({ ...parts, ...more, cpus: 2, network, device: options, bootTimeoutMs });
    try {
      const { output } = await running.machine.run(`${prepare}\ndmesg -c`);
      return new Guest(running, parts.kernel.release, output);
    } catch (error) {
      await running.close();
      throw error;
    }
  }

  /** All that the kernel printed. It is there even when nobody in the machine can be asked. */
  get console(): string {
    return this.#machine.console.text;
  }

  /** Reasons of the resets since `load`. */
  get resets(): readonly number[] {
    return this.adapter.resets.slice(this.#resetsBefore);
  }

  /** Begins to load the driver, in the background. Gives the seconds since boot at which it did. */
  async load(): Promise<number> {
    this.#resetsBefore = this.adapter.resets.length;
    return Number(await this.ask(`${uptime}\n${comeUp}\n${beginTraffic}`));
  }

  /** Waits until the driver was loaded once, whether it took the adapter or not; then an agent begins. @throws MachineProblem */
  async attempt(asksSoon: boolean): Promise<void> {
    await this.run(`${awaitAttempt}\n${beginAgent(asksSoon)}`);
  }

  /** What ethtool shows while all is well, and when that was, in seconds since boot; an agent begins. @throws MachineProblem */
  async before(asksSoon: boolean): Promise<{ readonly ethtool: string; readonly at: number }> {
    const [ethtool = '', at] = piecesOf(await this.ask(inPieces(ethtoolTexts, `${beginAgent(asksSoon)}\n${uptime}`)));
    return { ethtool, at: Number(at) };
  }

  /** Waits until the agent has asked for everything. @throws MachineProblem */
  async asked(): Promise<void> {
    await this.run(awaitAsked);
  }

  /** Seconds since boot, as the log stamps them. @throws MachineProblem */
  async now(): Promise<number> {
    return Number(await this.ask(uptime));
  }

  /** Whether packets come back in so long, and what else is to be seen from inside. @throws MachineProblem */
  async look(patienceMs: number): Promise<Look> {
    const seconds = Math.ceil(patienceMs / 1000);
    const script = inPieces(
      `${unlessCrashed(`timeout ${seconds} sh -c '${awaitUp}' && timeout ${seconds} sh -c '${awaitAnswer}'`)}; echo $?`,
      'cat /run/console 2>/dev/null',
      'cat /run/failures 2>/dev/null | wc -l',
      unlessCrashed(ethtoolTexts),
      'dmesg',
    );
    const output = await this.ask(script);
    const [code, console = '', failures, ethtool = '', log = ''] = piecesOf(output);
    return { isConnected: Number(code) === 0, console, failures: Number(failures), ethtool, log: this.#bootLog + log };
  }

  /** Whether the interface came up in time. */
  async isUpWithin(timeoutMs: number): Promise<boolean> {
    return (await this.run(`timeout ${Math.ceil(timeoutMs / 1000)} sh -c '${awaitUp}'`)) === 0;
  }

  /** Takes the driver out again and forgets the log: the next drill begins as after boot. Whether that went well. */
  async clear(): Promise<boolean> {
    return (await this.run(`${endAll}\nisGone=$?\ndmesg -c >/dev/null\nexit $isGone`)) === 0;
  }

  /** Runs a script; its code. @throws MachineSilent, MachineEnded */
  async run(script: string): Promise<number> {
    return (await this.#machine.run(script, { timeoutMs: scriptTimeoutMs })).code;
  }

  /** What a script writes. @throws MachineSilent, MachineEnded */
  async ask(script: string, timeoutMs = scriptTimeoutMs): Promise<string> {
    return (await this.#machine.run(script, { timeoutMs })).output;
  }

  /** Whether packets come back in time. */
  async isConnectedWithin(timeoutMs: number): Promise<boolean> {
    const script = `timeout ${Math.ceil(timeoutMs / 1000)} sh -c '${awaitAnswer}'`;
    return (await this.run(script)) === 0;
  }

  /** The log since boot, but for the drills before. */
  async kernelLog(): Promise<string> {
    return this.#bootLog + (await this.#machine.kernelLog());
  }

  close(): Promise<void> {
    return this.#running.close();
  }
}
