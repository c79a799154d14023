import { resetReasons } from '../spec/resetReasons.ts';

/** What the driver counts for the adapter as a whole, by the ids of `statistics`. */
export class AdapterCounters {
  readonly byId = new Map<string, number>();
  /** Drops that keep-alives told since the driver was loaded, as far as this version keeps them. */
  readonly drops = { rxDrops: 0, txDrops: 0, rxOverruns: 0 };
  /** Drops from before the last reset. */
  readonly dropsBefore = { rxDrops: 0, txDrops: 0, rxOverruns: 0 };

  count(id: string, by = 1): void {
    this.byId.set(id, this.of(id) + by);
  }

  set(id: string, value: number): void {
    this.byId.set(id, value);
  }

  of(id: string): number {
    return this.byId.get(id) ?? 0;
  }

  /** A reset was asked for. */
  countReason(reason: number): void {
    const counter = resetReasons[reason]?.counter?.statistic;
    if (counter !== undefined) this.count(counter);
    this.count('total_resets');
  }
}
