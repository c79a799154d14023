import type { Counter, Counters, Observation } from '../observation.ts';
import type { SourceKind } from '../source.ts';
import { ownershipOf } from './counterOwner.ts';
import { mostRows } from './counterTable.ts';

interface Snapshot {
  readonly counters: Counters;
  readonly kind: SourceKind;
  /** The values, once they have grown by those of another output. */
  readonly grown?: Map<string, Counter>;
}

/** More adapters than one text tells apart; with more, the snapshots so far go out as they are. */
const mostOwners = 256;

/**
 * Makes snapshots of the counters that the sections of one text tell, and hands on all else as it comes. Counters that
 * any driver may print count as ENA's when the text says, before or after, that ENA serves their interface; all others
 * are dropped. Outputs of one adapter that have no counter in common, such as `ethtool -S eth0 | grep pps` and
 * `… | grep bw`, are one snapshot.
 */
export class Snapshots {
  readonly #sink: (seen: Observation, kind: SourceKind) => void;
  /** The driver of each interface; '' stands for the one the text never names. */
  readonly #drivers = new Map<string, string>();
  /** By interface, what belongs to nobody yet. */
  readonly #open = new Map<string, Snapshot[]>();
  #openRows = 0;
  /** The last snapshot of each adapter, which the next output may complete. */
  readonly #last = new Map<string, Snapshot>();

  constructor(sink: (seen: Observation, kind: SourceKind) => void) {
    this.#sink = sink;
  }

  add(seen: Observation, kind: SourceKind): void {
    if (seen.kind === 'counters') {
      this.#addCounters({ counters: seen, kind });
      return;
    }
    if (seen.kind === 'driver') {
      this.#learn(seen.interface ?? '', seen.driver);
    }
    this.#sink(seen, kind);
  }

  /** The text has ended: nothing more is to be learned about anybody's counters. */
  end(): void {
    for (const snapshot of [...this.#open.values()].flat()) {
      if (ownershipOf(snapshot.counters.values.keys()) === 'likely') {
        this.#complete(snapshot);
      }
    }
    this.#open.clear();
    this.#flush();
  }

  #addCounters(snapshot: Snapshot): void {
    const { values, interface: name } = snapshot.counters;
    const ownership = namesItself(snapshot) ? 'sure' : ownershipOf(values.keys());
    if (ownership === 'sure' && name !== undefined) {
      // Whatever else was printed for the interface is ENA's as well.
      this.#learn(name, 'ena');
    }
    const driver = this.#drivers.get(name ?? '');
    if (ownership === 'sure' || driver === 'ena') {
      this.#complete(snapshot);
    } else if (driver === undefined && this.#openRows + values.size <= mostRows) {
      this.#openRows += values.size;
      const open = this.#open.get(name ?? '');
      open === undefined ? this.#open.set(name ?? '', [snapshot]) : open.push(snapshot);
    }
  }

  #learn(name: string, driver: string): void {
    this.#drivers.set(name, driver);
    const open = this.#open.get(name) ?? [];
    this.#open.delete(name);
    for (const snapshot of open) {
      this.#openRows -= snapshot.counters.values.size;
      if (driver === 'ena') {
        this.#complete(snapshot);
      }
    }
  }

  /** Adds to the adapter's last snapshot, or hands that on and begins the next. */
  #complete(snapshot: Snapshot): void {
    const { host, interface: name, family, values } = snapshot.counters;
    const owner = `${host ?? ''}|${name ?? ''}|${family}`;
    const last = this.#last.get(owner);
    if (last !== undefined && isDisjoint(last.counters.values, values)) {
      this.#last.set(owner, joined(last, snapshot));
      return;
    }
    if (last !== undefined) {
      this.#sink(last.counters, last.kind);
    } else if (this.#last.size >= mostOwners) {
      this.#flush();
    }
    this.#last.set(owner, snapshot);
  }

  #flush(): void {
    for (const { counters, kind } of this.#last.values()) {
      this.#sink(counters, kind);
    }
    this.#last.clear();
  }
}

/** FreeBSD's tree and EC2Rescue's report say that they speak of ENA. */
function namesItself({ counters, kind }: Snapshot): boolean {
  return counters.family === 'freebsd' || kind === 'rescue-report';
}

function isDisjoint(one: ReadonlyMap<string, Counter>, other: ReadonlyMap<string, Counter>): boolean {
  if (one.size + other.size > mostRows) {
    return false;
  }
  for (const name of other.keys()) {
    if (one.has(name)) {
      return false;
    }
  }
  return true;
}

function joined(last: Snapshot, { counters, kind }: Snapshot): Snapshot {
  const grown = last.grown ?? new Map(last.counters.values);
  for (const [name, counter] of counters.values) {
    grown.set(name, counter);
  }
  const when = last.counters.when.wallMs === undefined ? counters.when : last.counters.when;
  return { kind, grown, counters: { ...last.counters, when, values: grown } };
}
