import type { Host } from '../evidence/live/host.ts';
import type { Sink } from '../evidence/observation.ts';
import type { AgentState, CounterMark } from './agentState.ts';
import type { Blindness } from './blindness.ts';
import type { Sample } from './feed.ts';
import type { Present } from './roster.ts';
import { AdapterCounters } from './samplers/adapterCounters.ts';

type Ethtool = Awaited<ReturnType<Host['openEthtool']>>;

const keyOf = (pci: string): string => `counters ${pci}`;

/** A driver has no interface before it has talked to its device, which may take as long as a reset. */
const probingMs = 10_000;

/** Refusals that mean that the interface is not what it was: look again who is there. */
const goneCodes: ReadonlySet<string> = new Set(['ENODEV', 'ENXIO']);

/** The counters of all adapters. */
export class CounterWatch {
  readonly #blindness: Blindness;
  readonly #ethtool: Ethtool | undefined;
  readonly #byPci = new Map<string, AdapterCounters>();
  /** How they stood when the agent before looked last, as far as it is not known better. */
  readonly #marks: Map<string, CounterMark>;
  /** Since when an adapter has a driver and no interface, as long as nobody was told. */
  readonly #probing = new Map<string, number>();
  #isClosed = false;

  private constructor(ethtool: Ethtool | undefined, blindness: Blindness, marks: AgentState['counters']) {
    this.#ethtool = ethtool;
    this.#blindness = blindness;
    this.#marks = new Map(Object.entries(marks));
  }

  /** Never rejects: where C cannot be called, nothing is counted, and that is told. */
  static async open(host: Host, blindness: Blindness, marks: AgentState['counters']): Promise<CounterWatch> {
    try {
      return new CounterWatch(await host.openEthtool(), blindness, marks);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      blindness.note('counters', `No counters are seen: ${why}. The kernel log is followed all the same.`);
      return new CounterWatch(undefined, blindness, marks);
    }
  }

  get ethtool(): Ethtool | undefined {
    return this.#ethtool;
  }

  /** By PCI address; to be kept over a restart. */
  get marks(): AgentState['counters'] {
    const now = [...this.#byPci].map(([pci, counters]) => [pci, counters.mark] as const);
    return Object.fromEntries([...this.#marks, ...now]);
  }

  sampleOf(pci: string): Sample | undefined {
    return this.#byPci.get(pci)?.sample;
  }

  /** An adapter came, or is another one than it was. */
  watch({ pci, driver, interfaces }: Present, nowMs: number): void {
    this.#probing.delete(pci);
    const [name] = interfaces;
    const known = this.#byPci.get(pci);
    if (driver === 'ena' && name !== undefined) {
      if (known !== undefined) known.renew(name);
      else this.#byPci.set(pci, new AdapterCounters(pci, name, this.#marks.get(pci)));
      this.#blindness.clear(keyOf(pci), `The counters of ${pci} are seen.`);
      return;
    }
    if (known !== undefined) this.#marks.set(pci, known.mark);
    this.#byPci.delete(pci);
    if (driver === 'ena') this.#probing.set(pci, nowMs);
    else this.#blindness.note(keyOf(pci), unreachable(pci, driver));
  }

  forget(pci: string): void {
    this.#byPci.delete(pci);
    this.#marks.delete(pci);
    this.#probing.delete(pci);
    this.#blindness.forget(keyOf(pci));
  }

  /**
   * One round. Whether an interface is not what it was, or is about to come. It takes as long as a driver that is being reset
   * lets wait; the next one must not begin before.
   */
  async read(sink: Sink, now: () => number): Promise<boolean> {
    const nowMs = now();
    let isStale = this.#probing.size > 0;
    for (const [pci, sinceMs] of this.#probing) {
      // A clock that was set back must not put it off.
      if (Math.abs(nowMs - sinceMs) < probingMs) continue;
      this.#probing.delete(pci);
      this.#blindness.note(keyOf(pci), noInterface(pci));
    }
    if (this.#ethtool === undefined) return isStale;
    for (const [pci, counters] of this.#byPci) {
      const refusal = await counters.read(this.#ethtool, now);
      if (this.#isClosed) return false;
      if (refusal === undefined) {
        this.#blindness.clear(keyOf(pci), `The counters of ${pci} are seen again.`);
        counters.tell(sink, now());
      } else if (goneCodes.has(refusal)) isStale = true;
      else this.#blindness.note(keyOf(pci), `The counters of ${pci} cannot be read: ${refusal}.`);
    }
    return isStale;
  }

  close(): void {
    this.#isClosed = true;
    this.#ethtool?.close();
  }
}

const unreachable = (pci: string, driver: string | undefined): string => {
  if (driver === undefined) return `No driver serves ${pci}: it has no counters; the kernel log tells why.`;
  return `${driver} hands ${pci} to a program or virtual machine, where its counters are.`;
};

const noInterface = (pci: string): string =>
  `${pci} shows no interface here: probing it failed, or it is in another network namespace.`;
