import { counterRuleOf } from '../../diagnosis/counters/rules.ts';
import type { Host } from '../../evidence/live/host.ts';
import { placeOf } from '../../evidence/live/look.ts';
import type { Counters, Sink } from '../../evidence/observation.ts';
import type { CounterMark } from '../agentState.ts';
import type { Sample } from '../feed.ts';
import { type CounterRoles, rolesOf } from './counterRoles.ts';

type Ethtool = Awaited<ReturnType<Host['openEthtool']>>;
type Answer = Awaited<ReturnType<Ethtool['sample']>>;
type Table = Extract<Answer, { value: unknown }>['value'];

/** While counters go on rising, the diagnosis is told so often: it reckons from the first to the last. */
const tellEveryMs = 5000;

/**
 * What one adapter counts, second by second. The diagnosis hears of it only when a counter rose that says something:
 * how all of them stood before, and how they stand. Counters that begin again from zero are told as if they went on.
 */
export class AdapterCounters {
  readonly #pci: string;
  #interface: string;
  #table: Table | undefined;
  #isAnew = false;
  #roles: CounterRoles = rolesOf([], () => false);
  #last = new Float64Array();
  #lastMs: number;
  /** What each had reached when it began again. */
  #carried = new Float64Array();
  /** How they stood before what is still to be told. */
  #base: { readonly atMs: number; readonly totals: Float64Array; readonly mark: CounterMark } | undefined;
  #toldMs = Number.NEGATIVE_INFINITY;
  #sample: Sample | undefined;
  #resumed: CounterMark | undefined;

  /** @param resumed how they stood when they were last told; absent where nobody has looked before */
  constructor(pci: string, interfaceName: string, resumed?: CounterMark) {
    this.#pci = pci;
    this.#interface = interfaceName;
    this.#resumed = resumed;
    this.#lastMs = resumed?.atMs ?? 0;
  }

  /** The last round; absent while they cannot be read. */
  get sample(): Sample | undefined {
    return this.#sample;
  }

  /** How they stood when they were last told. */
  get mark(): CounterMark {
    if (this.#base !== undefined) return this.#base.mark;
    if (this.#table === undefined && this.#resumed !== undefined) return this.#resumed;
    const names = this.#table?.names ?? [];
    const rows = [...this.#roles.telling].filter((row) => this.#last[row]! > 0);
    const values = Object.fromEntries(rows.map((row) => [names[row] ?? '', this.#last[row] ?? 0]));
    return { atMs: this.#lastMs, values };
  }

  /** Its driver was loaded anew, or its interface is called otherwise: its counters may have other names. */
  renew(interfaceName: string): void {
    this.#interface = interfaceName;
    this.#isAnew = true;
  }

  /** Reads them; the refusal of the driver, if any. @param now when they are answered, which may be late */
  async read(ethtool: Ethtool, now: () => number): Promise<string | undefined> {
    const answer = await ethtool.sample(this.#interface, this.#isAnew ? undefined : this.#table);
    const nowMs = now();
    if ('refusal' in answer) {
      this.#sample = undefined;
      return answer.refusal;
    }
    if (answer.value !== this.#table) this.#adopt(answer.value, nowMs);
    this.#isAnew = false;
    const { names, values } = answer.value;
    this.#compare(values);
    this.#last.set(values);
    this.#lastMs = nowMs;
    this.#sample = { atMs: nowMs, names, values };
    return undefined;
  }

  /** Tells the diagnosis, where there is something to tell. */
  tell(sink: Sink, nowMs: number): void {
    // A clock that was set back must not silence it.
    if (this.#base === undefined || Math.abs(nowMs - this.#toldMs) < tellEveryMs) return;
    sink(this.#snapshot(this.#base.totals, this.#base.atMs));
    sink(this.#snapshot(this.#totals(), nowMs));
    this.#base = undefined;
    this.#toldMs = nowMs;
  }

  /** Goes on with another set of counters: those it shares with the old one go on, the others begin at zero. */
  #adopt(table: Table, nowMs: number): void {
    const known = new Map(this.#table?.names.map((name, row) => [name, row]));
    const [last, carried] = [this.#last, this.#carried];
    const isFirst = this.#table === undefined;
    const resumed = this.#resumed;
    this.#table = table;
    this.#roles = rolesOf(table.names, (id) => counterRuleOf.has(id));
    // What was high before anybody looked is history: the first values are where everything begins.
    this.#last = isFirst
      ? table.values.slice()
      : table.values.map((_, row) => last[known.get(table.names[row]!)!] ?? 0);
    this.#carried = table.values.map((_, row) => carried[known.get(table.names[row]!)!] ?? 0);
    if (!isFirst) return;
    if (resumed === undefined) this.#lastMs = nowMs;
    else for (const row of this.#roles.telling) this.#last[row] = resumed.values[table.names[row]!] ?? 0;
  }

  #compare(values: Float64Array): void {
    const last = this.#last;
    const { growing, telling } = this.#roles;
    // Counted loops here: this runs for every counter of every adapter, every second.
    let hasNews = false;
    for (let i = 0; i < telling.length; i++) {
      const row = telling[i]!;
      if (values[row] !== last[row] && values[row]! > 0) hasNews = true;
    }
    if (hasNews && this.#base === undefined) {
      const { mark } = this;
      this.#base = { atMs: this.#lastMs, totals: this.#totals(), mark };
    }
    let hasFallen = false;
    for (let row = 0; row < values.length; row++) if (values[row]! < last[row]!) hasFallen = true;
    if (!hasFallen) return;
    const fallen = growing.filter((row) => values[row]! < last[row]!);
    const standing = growing.filter((row) => last[row]! > 0);
    // A single one has wrapped; where many fell, the driver began anew, and those that did not fall rose since.
    const begunAgain = fallen.length * 4 > standing.length ? growing : fallen;
    for (const row of begunAgain) this.#carried[row]! += last[row]!;
  }

  #totals(): Float64Array {
    return this.#last.map((value, row) => value + this.#carried[row]!);
  }

  #snapshot(totals: Float64Array, atMs: number): Counters {
    const source = `ethtool -S ${this.#interface} (ioctl)`;
    const names = this.#table?.names ?? [];
    return {
      kind: 'counters',
      family: 'linux',
      pci: this.#pci,
      interface: this.#interface,
      when: { wallMs: atMs },
      values: new Map(
        names.map((name, row) => {
          const value = totals[row] ?? 0;
          const began = this.#carried[row]! > 0 ? ' (with those before it began again)' : '';
          // Where ethtool would print it: its first line is a header.
          return [name, { value, place: placeOf(source, `     ${name}: ${value}${began}`, row + 2) }];
        }),
      ),
    };
  }
}
