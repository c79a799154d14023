import { findAdapters, type HostAdapter } from '../evidence/live/adapters.ts';
import type { Host } from '../evidence/live/host.ts';
import { readText } from '../evidence/live/look.ts';

/** An adapter that is watched, under an identity that is another one when its driver was loaded anew. */
export interface Present extends HostAdapter {
  /** Driver, interfaces and their numbers, which the kernel gives only once in a boot. */
  readonly identity: string;
}

export interface RosterChange {
  readonly came: readonly Present[];
  readonly left: readonly Present[];
  /** Renamed, or driven anew. */
  readonly changed: readonly Present[];
}

/** Who is there: adapters are plugged, renamed, bound to other drivers. */
export class Roster {
  readonly #host: Host;
  readonly #isWatched: (interfaceName: string) => boolean;
  readonly #present = new Map<string, Present>();
  /** Interfaces of adapters that are not to be watched. */
  #ignored: ReadonlySet<string> = new Set();
  #absence: string | undefined;

  constructor(host: Host, isWatched: (interfaceName: string) => boolean) {
    this.#host = host;
    this.#isWatched = isWatched;
  }

  get present(): readonly Present[] {
    return [...this.#present.values()];
  }

  /** Why there is nobody to watch, in a sentence. */
  get absence(): string | undefined {
    return this.#absence;
  }

  /** Whether an adapter is one of those that nobody wants to hear of. */
  isIgnored(name: string): boolean {
    return this.#ignored.has(name);
  }

  /** Looks who is there. Never rejects. */
  async call(): Promise<RosterChange> {
    const { adapters, isVisible } = await findAdapters(this.#host);
    const isWanted = ({ interfaces }: HostAdapter) => interfaces.length === 0 || interfaces.some(this.#isWatched);
    const wanted = await Promise.all(adapters.filter(isWanted).map((adapter) => this.#identify(adapter)));
    this.#ignored = new Set(
      adapters.filter((adapter) => !isWanted(adapter)).flatMap(({ pci, interfaces }) => [pci, ...interfaces]),
    );
    this.#absence = wanted.length > 0 ? undefined : absenceOf(isVisible, adapters.length);
    const before = new Map(this.#present);
    this.#present.clear();
    for (const adapter of wanted) this.#present.set(adapter.pci, adapter);
    return {
      came: wanted.filter(({ pci }) => !before.has(pci)),
      left: [...before.values()].filter(({ pci }) => !this.#present.has(pci)),
      changed: wanted.filter(({ pci, identity }) => (before.get(pci)?.identity ?? identity) !== identity),
    };
  }

  async #identify(adapter: HostAdapter): Promise<Present> {
    const numbers = await Promise.all(
      adapter.interfaces.map(async (name) => {
        const number = await readText(this.#host, `/sys/class/net/${name}/ifindex`);
        return `${name}#${number?.trim() ?? ''}`;
      }),
    );
    return { ...adapter, identity: [adapter.driver ?? 'none', ...numbers].join(' ') };
  }
}

const absenceOf = (isVisible: boolean, ignored: number): string => {
  if (!isVisible) return 'This host does not show its devices as Linux does (/sys): no adapter can be watched.';
  const who = ignored === 0 ? 'This host has no Elastic Network Adapter' : 'No adapter of this host is to be watched';
  return `${who}; one that comes is watched from then on.`;
};
