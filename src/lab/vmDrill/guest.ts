import type { DeviceOptions } from '../../device/options.ts';
import { presets } from '../../device/presets.ts';
import { networkOf } from '../network/index.ts';
import type { AdapterServer } from '../served/adapterServer.ts';
import { type AdapterMachine, type AdapterMachineOptions, bootWithAdapter } from '../vm/adapterMachine.ts';
import type { Machine } from '../vm/machine.ts';
import {
  awaitAnswer,
  awaitAttempt,
  awaitUp,
  beginAgent,
  beginTraffic,
  comeUp,
  endAll,
  ethtoolTexts,
} from './guestScripts.ts';

/** What a guest is made of. */
export type GuestParts = Pick<AdapterMachineOptions, 'cache' | 'qemu' | 'kernel' | 'accelerator' | 'onProgress'>;

/** A driver that finds its device silent waits for it long. */
const loadTimeoutMs = 120_000;
const unloadTimeoutMs = 120_000;
/** For a busy computer to end a script that is due. */
const graceMs = 60_000;

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
  static async boot(parts: GuestParts, device: Partial<DeviceOptions> = {}): Promise<Guest> {
    const options = { ...presets.nitro, ...device };
    const running = await bootWithAdapter({ ...parts, cpus: 2, network: networkOf({ kind: 'echo' }), device: options });
    try {
      const { output } = await running.machine.run('dmesg -c');
      return new Guest(running, parts.kernel.release, output);
    } catch (error) {
      await running.close();
      throw error;
    }
  }

  /** Reasons of the resets since `load`. */
  get resets(): readonly number[] {
    return this.adapter.resets.slice(this.#resetsBefore);
  }

  /** Begins to load the driver, in the background. */
  async load(): Promise<void> {
    this.#resetsBefore = this.adapter.resets.length;
    await this.run(comeUp);
    await this.run(beginTraffic);
  }

  /** Begins to ask for the counters every ten seconds. */
  async beginAgent(): Promise<void> {
    await this.run(beginAgent);
  }

  /** Waits until the driver was loaded once, whether it took the adapter or not. @throws MachineSilent, MachineEnded */
  async attempt(): Promise<void> {
    await this.run(awaitAttempt, loadTimeoutMs);
  }

  /** Whether the interface came up in time. */
  async isUpWithin(timeoutMs: number): Promise<boolean> {
    return (await this.run(`timeout ${Math.ceil(timeoutMs / 1000)} sh -c '${awaitUp}'`, timeoutMs + graceMs)) === 0;
  }

  /** Takes the driver out again and forgets the log: the next drill begins as after boot. Whether that went well. */
  async clear(): Promise<boolean> {
    const isGone = (await this.run(endAll, unloadTimeoutMs)) === 0;
    await this.run('dmesg -c >/dev/null');
    return isGone;
  }

  /** Runs a script; its code. @throws MachineSilent, MachineEnded */
  async run(script: string, timeoutMs?: number): Promise<number> {
    return (await this.#machine.run(script, timeoutMs === undefined ? {} : { timeoutMs })).code;
  }

  /** What a script writes. @throws MachineSilent, MachineEnded */
  async ask(script: string): Promise<string> {
    return (await this.#machine.run(script)).output;
  }

  /** Seconds since boot, as the log stamps them. */
  async uptime(): Promise<number> {
    return Number((await this.ask('cat /proc/uptime')).split(' ')[0]);
  }

  /** Whether packets come back in time. */
  async isConnectedWithin(timeoutMs: number): Promise<boolean> {
    const script = `timeout ${Math.ceil(timeoutMs / 1000)} sh -c '${awaitAnswer}'`;
    return (await this.run(script, timeoutMs + graceMs)) === 0;
  }

  ethtoolText(): Promise<string> {
    return this.ask(ethtoolTexts);
  }

  /** What `modprobe` said, where it failed. */
  consoleText(): Promise<string> {
    return this.ask('cat /run/console 2>/dev/null');
  }

  async failures(): Promise<number> {
    return Number(await this.ask('cat /run/failures 2>/dev/null | wc -l'));
  }

  /** The log since boot, but for the drills before. */
  async kernelLog(): Promise<string> {
    return this.#bootLog + (await this.#machine.kernelLog());
  }

  close(): Promise<void> {
    return this.#running.close();
  }
}
