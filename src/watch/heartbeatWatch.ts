import { codeOf, type Host } from '../evidence/live/host.ts';
import { type KeepAliveProbe, openKeepAliveProbe } from '../evidence/live/keepAliveProbe.ts';
import { readText } from '../evidence/live/look.ts';
import type { TraceControl } from '../evidence/live/traceControl.ts';
import type { Traced } from '../evidence/live/traceLine.ts';
import { keepAliveTimeoutMs } from '../spec/timers.ts';
import type { Heartbeat, WatchedAdapter } from './feed.ts';
import type { Happening } from './happening.ts';
import { Pulse } from './samplers/pulse.ts';

/** Keep-alives come every second: two of them are missing, and half a second is left for what may be late. */
const lateMs = 2500;

export interface HeartbeatWatchOptions {
  readonly host: Host;
  /** Absent where nothing may be changed in the kernel. */
  readonly control?: TraceControl;
  readonly arch: string;
  /** Milliseconds since 1970. */
  now(): number;
  tell(happening: Happening): void;
  onBeat(pci: string, heartbeat: Heartbeat): void;
}

/** The keep-alives of all adapters. */
export class HeartbeatWatch {
  readonly #options: HeartbeatWatchOptions;
  #probe: KeepAliveProbe | undefined;
  #unseen = 'Keep-alives are not looked for yet.';
  readonly #pulses = new Map<string, Pulse>();
  readonly #watchdogMs = new Map<string, number>();
  /** Whose structure lies at an address of the kernel. */
  readonly #owners = new Map<string, string>();
  /** Whose interrupt a CPU was last seen in. */
  readonly #interrupted = new Map<number, string>();
  #isLearning = false;
  #offsetMs = 0;

  constructor(options: HeartbeatWatchOptions) {
    this.#options = options;
  }

  /** Puts the probe into the kernel. Never rejects. */
  async open(): Promise<void> {
    const { host, control, arch } = this.#options;
    try {
      if (control === undefined) throw new Error('the kernel is not to be traced');
      this.#probe = await openKeepAliveProbe(host, control, arch);
    } catch (thrown) {
      this.#fail(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }

  /** Who is there; a driver that was loaded anew has its structures elsewhere. */
  expect(adapters: readonly WatchedAdapter[]): void {
    const driven = adapters.filter(({ driver }) => driver?.name === 'ena');
    this.#watchdogMs.clear();
    for (const { pci, driver } of driven) this.#watchdogMs.set(pci, keepAliveTimeoutMs(driver?.version));
    for (const pci of this.#pulses.keys()) if (!this.#watchdogMs.has(pci)) this.#pulses.delete(pci);
    this.#owners.clear();
  }

  /** What a feed shows of an adapter. */
  of(pci: string): Pick<WatchedAdapter, 'heartbeat' | 'heartbeatUnseen'> {
    const watchdogMs = this.#watchdogMs.get(pci);
    if (watchdogMs === undefined) return {};
    const heartbeat = this.#pulses.get(pci)?.told(this.#offsetMs, watchdogMs);
    if (heartbeat !== undefined) return { heartbeat };
    const heartbeatUnseen = this.#probe === undefined ? this.#unseen : 'No keep-alive was seen yet.';
    return { heartbeatUnseen };
  }

  /** Reads what came since, and tells who is late. Never rejects. */
  async poll(): Promise<void> {
    if (this.#probe === undefined || this.#watchdogMs.size === 0) return;
    // Read before the beats: a beat that comes in between must not seem to lie in the future, nor the silence be too long.
    const uptimeMs = Number.parseFloat((await readText(this.#options.host, '/proc/uptime')) ?? '') * 1000;
    if (!Number.isFinite(uptimeMs)) return;
    this.#offsetMs = this.#options.now() - uptimeMs;
    try {
      for (const traced of this.#probe.poll()) this.#take(traced);
    } catch (thrown) {
      this.#fail(`reading the trace failed (${codeOf(thrown)})`);
      return;
    }
    for (const [pci, watchdogMs] of this.#watchdogMs) {
      const silentMs = this.#pulses.get(pci)?.overdueMs(uptimeMs, lateMs);
      if (silentMs !== undefined)
        this.#options.tell({ kind: 'heartbeat-late', adapter: pci, silentMs: Math.round(silentMs), watchdogMs });
    }
  }

  close(): void {
    this.#probe?.close();
    this.#probe = undefined;
  }

  #take(traced: Traced): void {
    if (traced.event === 'irq_handler_entry') {
      this.#interrupted.set(traced.cpu, traced.pci);
      return;
    }
    const pci = this.#ownerOf(traced);
    if (pci === undefined) return;
    let pulse = this.#pulses.get(pci);
    if (pulse === undefined) {
      pulse = new Pulse();
      this.#pulses.set(pci, pulse);
    }
    pulse.beat(traced.uptimeMs);
    const heartbeat = pulse.told(this.#offsetMs, this.#watchdogMs.get(pci) ?? 0);
    if (heartbeat !== undefined) this.#options.onBeat(pci, heartbeat);
  }

  /** A keep-alive tells only an address: whose it is, tells the interrupt in which it comes. One adapter needs no telling. */
  #ownerOf({ adapter, cpu }: { readonly adapter: string; readonly cpu: number }): string | undefined {
    const [only] = this.#watchdogMs.keys();
    if (this.#watchdogMs.size === 1) return only;
    const known = this.#owners.get(adapter);
    if (known !== undefined) return known;
    const pci = this.#interrupted.get(cpu);
    if (pci !== undefined && this.#watchdogMs.has(pci)) this.#owners.set(adapter, pci);
    this.#learn(this.#owners.size < this.#watchdogMs.size);
    return this.#owners.get(adapter);
  }

  #learn(isOn: boolean): void {
    if (this.#isLearning === isOn) return;
    this.#isLearning = isOn;
    this.#interrupted.clear();
    this.#probe?.trace(isOn);
  }

  #fail(why: string): void {
    this.close();
    this.#pulses.clear();
    this.#unseen = `Keep-alives cannot be seen: ${why}.`;
  }
}
