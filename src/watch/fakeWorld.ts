import { setImmediate } from 'node:timers/promises';
import type { FakeMachine } from '../evidence/live/fakeHost.ts';
import { fakeHost } from '../evidence/live/fakeHost.ts';
import { nitroGuest, pciFunction } from '../evidence/live/fakeMachines.ts';
import type { Host } from '../evidence/live/host.ts';

type Ethtool = Awaited<ReturnType<Host['openEthtool']>>;

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** What an adapter of the made-up machine is at present. */
export interface FakeAdapter {
  readonly pci: string;
  interfaceName: string;
  driver: string;
  readonly counters: Map<string, number>;
}

/**
 * A made-up machine that lives: clocks that are set, a log that is written and overwritten, adapters that come and go.
 * For tests.
 */
export class FakeWorld {
  bootId = '946a9c4a-7f08-4406-bd82-e840e24df470';
  bootMs = Date.UTC(2026, 10, 22, 12);
  /** Since boot; what `/proc/uptime` tells. */
  uptimeMs = 86_400_000;
  readonly adapters = new Map<string, FakeAdapter>();
  readonly files: Record<string, string> = {};
  /** Called before the machine is slept on, with the time since boot. */
  onSleep: (uptimeMs: number) => void = () => {};
  /** When something happens next, of the time since boot: who waits for a line of the log is woken then. */
  nextMs: () => number = () => Number.POSITIVE_INFINITY;
  /** Set to refuse the log. */
  kmsgRefusal: string | undefined;
  #asleepMs = 0;
  #records: string[] = [];
  #firstSequence = 0;

  constructor(adapters = 1) {
    for (let i = 0; i < adapters; i++) this.plug(`0000:00:${(5 + i).toString(16).padStart(2, '0')}.0`, `eth${i}`);
  }

  readonly now = (): number => this.bootMs + this.uptimeMs;

  /** The machine is suspended: the clocks that are never set stand still, that of the log among them. */
  suspend(durationMs: number): void {
    this.uptimeMs += durationMs;
    this.#asleepMs += durationMs;
  }

  /** Another boot: the log and the counters begin anew. */
  reboot(): void {
    this.bootMs = this.now() + 30_000;
    this.bootId = `another after ${this.bootId}`.slice(-40);
    this.uptimeMs = 20_000;
    this.#asleepMs = 0;
    this.#records = [];
    this.#firstSequence = 0;
    for (const { counters } of this.adapters.values()) for (const name of counters.keys()) counters.set(name, 0);
  }

  plug(pci: string, interfaceName: string): FakeAdapter {
    const counters = new Map(Object.entries({ wd_expired: 0, pps_allowance_exceeded: 0, queue_0_rx_cnt: 10 }));
    const adapter = { pci, interfaceName, driver: 'ena', counters };
    this.adapters.set(pci, adapter);
    return adapter;
  }

  /** Writes a line of the kernel's log. */
  log(text: string, level = 3): void {
    const sequence = this.#firstSequence + this.#records.length;
    this.#records.push(`${level},${sequence},${Math.round((this.uptimeMs - this.#asleepMs) * 1000)},-;${text}\n`);
  }

  /** The oldest lines are overwritten. */
  overwrite(lines: number): void {
    this.#records.splice(0, lines);
    this.#firstSequence += lines;
  }

  host(): Host {
    const sleep: Host['sleep'] = async (durationMs, signal) => {
      // What takes no time is over before time goes on.
      await setImmediate();
      signal?.throwIfAborted();
      this.uptimeMs += durationMs;
      this.onSleep(this.uptimeMs);
    };
    return {
      ...fakeHost({}),
      ...this.#look(),
      elapsedMs: () => this.uptimeMs - this.#asleepMs,
      sleep,
      openRecords: () => {
        if (this.kmsgRefusal !== undefined) throw failure(this.kmsgRefusal);
        let next = this.#firstSequence;
        return {
          read: () => {
            if (next < this.#firstSequence) {
              next = this.#firstSequence;
              throw failure('EPIPE');
            }
            const record = this.#records[next - this.#firstSequence];
            if (record === undefined) throw failure('EAGAIN');
            next++;
            return Buffer.from(record);
          },
          awaited: async (limitMs, signal) => {
            const isThere = next < this.#firstSequence + this.#records.length;
            const durationMs = isThere ? 0 : Math.min(limitMs, Math.max(0, this.nextMs() - this.uptimeMs));
            await sleep(durationMs, signal).catch(() => {});
          },
          close: () => {},
        };
      },
      openEthtool: async () => this.#ethtool(),
    };
  }

  /** The file system as it is at the moment it is looked at. */
  #look(): Pick<Host, 'readFile' | 'readFolder' | 'readLink'> {
    const present = () => {
      const parts = [...this.adapters.values()].map(({ pci, driver, interfaceName }) =>
        pciFunction(pci, { driver, interfaces: interfaceName === '' ? [] : [interfaceName] }),
      );
      const machine: FakeMachine = {
        files: {
          ...nitroGuest,
          '/proc/uptime': `${(this.uptimeMs / 1000).toFixed(2)} 0.00\n`,
          '/proc/sys/kernel/random/boot_id': `${this.bootId}\n`,
          ...Object.assign({}, ...parts.map(({ files }) => files)),
          ...this.files,
        },
        links: Object.assign({}, ...parts.map(({ links }) => links)),
      };
      return fakeHost(machine);
    };
    return {
      readFile: (path, mostBytes) => present().readFile(path, mostBytes),
      readFolder: (path) => present().readFolder(path),
      readLink: (path) => present().readLink(path),
    };
  }

  #ethtool(): Ethtool {
    const named = (name: string) => [...this.adapters.values()].find(({ interfaceName }) => interfaceName === name);
    return {
      driver: async (name) => {
        const bus = named(name)?.pci;
        return bus === undefined
          ? { refusal: 'ENODEV' }
          : { value: { driver: 'ena', version: '2.13.0g', firmware: '', bus } };
      },
      counters: async (name) => {
        const counters = named(name)?.counters;
        return counters === undefined ? { refusal: 'ENODEV' } : { value: counters };
      },
      sample: async (name, known) => {
        const counters = named(name)?.counters;
        if (counters === undefined) return { refusal: 'ENODEV' };
        if (known?.values.length !== counters.size)
          return { value: { names: [...counters.keys()], values: Float64Array.from(counters.values()) } };
        let row = 0;
        for (const value of counters.values()) known.values[row++] = value;
        return { value: known };
      },
      settings: async () => ({ refusal: 'ENOTSUP' }),
      close: () => {},
    };
  }
}
