import { readCpuTimes, tellCpuTimesBetween, tellInterrupts } from '../../evidence/live/cpu.ts';
import type { Host } from '../../evidence/live/host.ts';
import { readStalls, tellMemoryStall } from '../../evidence/live/stalls.ts';
import type { Sink } from '../../evidence/observation.ts';
import { Chore } from '../chore.ts';

const everyMs = 10_000;

interface Reading {
  readonly elapsedMs: number;
  readonly cpuTimes: string | undefined;
  readonly memoryStall: string | undefined;
}

/**
 * What the machine around the adapters does: its CPUs, its memory, who gets the interrupts. Looked at every ten seconds,
 * and told only when something goes on: then it says whether the adapter is culprit or victim.
 */
export class Surroundings {
  readonly #host: Host;
  readonly #now: () => number;
  readonly #sink: Sink;
  readonly #chore: Chore;
  #earlier: Reading | undefined;
  #wasQuiet = true;

  /** @param now milliseconds since 1970 */
  constructor(host: Host, now: () => number, sink: Sink) {
    this.#host = host;
    this.#now = now;
    this.#sink = sink;
    this.#chore = new Chore(everyMs, host.elapsedMs());
  }

  /**
   * Looks where it is time to, and at once when something begins. Never rejects.
   *
   * @param isQuiet nothing was observed  @param isOpen something is wrong: as long as that lasts, what is around matters
   */
  async look(isQuiet: boolean, isOpen: boolean): Promise<void> {
    const isSuspicious = this.#wasQuiet && !isQuiet;
    this.#wasQuiet = isQuiet;
    if (!this.#chore.isDue(this.#host.elapsedMs()) && !isSuspicious) return;
    const earlier = this.#earlier;
    const later = await this.#read();
    this.#earlier = later;
    if (earlier === undefined || !(isSuspicious || isOpen)) return;
    const look = { host: this.#host, sink: this.#sink, now: () => new Date(this.#now()) };
    const seconds = (later.elapsedMs - earlier.elapsedMs) / 1000;
    if (earlier.cpuTimes !== undefined && later.cpuTimes !== undefined)
      tellCpuTimesBetween(look, earlier.cpuTimes, later.cpuTimes, `over ${seconds.toFixed(1)} s`);
    if (earlier.memoryStall !== undefined && later.memoryStall !== undefined)
      tellMemoryStall(look, earlier.memoryStall, later.memoryStall, seconds);
    if (isSuspicious) await tellInterrupts(look);
  }

  async #read(): Promise<Reading> {
    const look = { host: this.#host, sink: this.#sink, now: () => new Date(this.#now()) };
    const elapsedMs = this.#host.elapsedMs();
    return { elapsedMs, cpuTimes: await readCpuTimes(look), memoryStall: await readStalls(look) };
  }
}
