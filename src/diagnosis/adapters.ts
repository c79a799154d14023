import type { AdapterName, Place } from '../evidence/observation.ts';
import type { Adapter } from './report.ts';

export type Flavour = Adapter['driver']['flavour'];

/** One adapter, as far as it is known so far. The object itself is its identity; its names may still grow. */
export interface KnownAdapter {
  /** Ordinal, for keys. */
  readonly index: number;
  pci?: string;
  host?: string;
  readonly interfaces: string[];
  flavour: Flavour;
  version?: string;
}

/** `2.12.0g` and `1.1.3` are out-of-tree releases; `2.1.0K` and anything longer came with a kernel. */
const flavourOf = (version: string | undefined): Flavour =>
  version === undefined ? 'unknown' : /^\d+\.\d+\.\d+g?$/.test(version) ? 'amzn' : 'kernel';

/** What names an adapter, and where it was said. */
type Named = AdapterName & { readonly place?: Place };

/** An interface has a handful of names in its life; a hostile log may invent thousands. */
const maxInterfaces = 16;
const maxAdapters = 4096;

/**
 * Who is who: an adapter has a PCI address and, over time, several interface names (`eth0` renamed `ens5`).
 * Lines of old drivers name neither; they belong to the adapter that spoke last.
 */
export class Adapters {
  readonly #known: KnownAdapter[] = [];
  readonly #byName = new Map<string, KnownAdapter[]>();
  /** Who spoke last, by source: lines without a name belong to it. */
  readonly #last = new Map<string, KnownAdapter>();

  /** The adapter a thing belongs to; undefined while nothing has named one. */
  resolve({ pci, interface: itf, host, place }: Named): KnownAdapter | undefined {
    const source = place?.source ?? '';
    const last = this.#last.get(source);
    if (pci === undefined && itf === undefined) return last;
    // Nearly every line is the same adapter's as the line before it.
    if (last !== undefined && last.pci === pci && isCalled(last, itf) && (host === undefined || last.host === host))
      return last;
    const known = this.#at(pci, host) ?? this.#served(itf, pci, host) ?? this.#add(host);
    if (host !== undefined) known.host ??= host;
    if (pci !== undefined && known.pci === undefined) {
      known.pci = pci;
      this.#index(pci, known);
    }
    if (itf !== undefined) this.#named(known, itf);
    this.#last.set(source, known);
    return known;
  }

  /** The kernel renamed one of its interfaces: the old name is the same adapter's. */
  renamed(known: KnownAdapter, from: string): void {
    this.#named(known, from);
  }

  /** Notes what drives it: a version string as `ethtool -i`, modinfo or the driver's banner prints it. */
  drivenBy(known: KnownAdapter | undefined, version: string | undefined, flavour?: Flavour): void {
    const adapter = known ?? (this.#known.length === 1 ? this.#known[0] : undefined);
    if (adapter === undefined) return;
    if (version) adapter.version = version;
    adapter.flavour = flavour ?? flavourOf(adapter.version);
  }

  /** What to call it: the PCI address, else the interface; with the host in front where two hosts share a name. */
  nameOf(known: KnownAdapter): string {
    const name = known.pci ?? known.interfaces[0] ?? 'adapter';
    const shared = this.#known.some((k) => k !== known && (k.pci ?? k.interfaces[0]) === name);
    return shared && known.host !== undefined ? `${known.host}/${name}` : name;
  }

  /** The version of that adapter's driver, or the only version seen at all. */
  versionOf(known: KnownAdapter | undefined): { version?: string; flavour: Flavour } {
    const told = known?.version === undefined ? this.#known.find((k) => k.version !== undefined) : known;
    return { flavour: told?.flavour ?? 'unknown', ...(told?.version !== undefined && { version: told.version }) };
  }

  all(): readonly KnownAdapter[] {
    return this.#known;
  }

  #at(pci: string | undefined, host: string | undefined): KnownAdapter | undefined {
    return pci === undefined ? undefined : this.#byName.get(pci)?.find((k) => sameHost(k, host));
  }

  /** Found by its interface name, unless that name has meanwhile moved to another PCI address. */
  #served(itf: string | undefined, pci: string | undefined, host: string | undefined): KnownAdapter | undefined {
    if (itf === undefined) return undefined;
    return this.#byName.get(itf)?.findLast((k) => sameHost(k, host) && (pci === undefined || k.pci === undefined));
  }

  #add(host: string | undefined): KnownAdapter {
    const last = this.#known.at(-1);
    if (this.#known.length >= maxAdapters && last !== undefined) return last;
    const known: KnownAdapter = {
      index: this.#known.length,
      interfaces: [],
      flavour: 'unknown',
      ...(host !== undefined && { host }),
    };
    this.#known.push(known);
    return known;
  }

  #named(known: KnownAdapter, itf: string): void {
    if (known.interfaces.includes(itf) || known.interfaces.length >= maxInterfaces) return;
    known.interfaces.push(itf);
    this.#index(itf, known);
  }

  #index(name: string, known: KnownAdapter): void {
    const list = this.#byName.get(name);
    if (list === undefined) this.#byName.set(name, [known]);
    else if (!list.includes(known)) list.push(known);
  }
}

/** A source that names no host (dmesg) speaks of the host that another one (syslog) names. */
const sameHost = (known: KnownAdapter, host: string | undefined) =>
  known.host === undefined || host === undefined || known.host === host;

const isCalled = (known: KnownAdapter, itf: string | undefined) => itf === undefined || known.interfaces.includes(itf);
