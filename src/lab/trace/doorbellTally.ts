import { type AreaName, areaIndex, areas } from '../../spec/wire/areas.ts';

const rows = Object.entries(areas) as [AreaName, (typeof areas)[AreaName]][];

/** What each kind of register is called in a summary. */
const names = {
  txDoorbell: 'Tx doorbells',
  rxDoorbell: 'Rx doorbells',
  interrupt: 'interrupt registers',
  numa: 'NUMA registers',
  completionHead: 'completion heads',
} as const satisfies Record<AreaName, string>;

/** Counts writes to the registers of queues, which are too many to be told one by one. */
export class DoorbellTally {
  readonly #counts = rows.map(() => 0);
  #any = false;

  /** A write to BAR0. False: it went to another register, which is not counted. */
  note(offset: number): boolean {
    for (let i = 0; i < rows.length; i++) {
      if (areaIndex(rows[i]![1], offset) < 0) continue;
      this.#counts[i]!++;
      this.#any = true;
      return true;
    }
    return false;
  }

  /** What was counted since it was asked last; undefined for nothing. */
  take(): string | undefined {
    if (!this.#any) return undefined;
    const words = rows.flatMap(([name], i) => (this.#counts[i] === 0 ? [] : [`${this.#counts[i]} ${names[name]}`]));
    this.#counts.fill(0);
    this.#any = false;
    return `rang ${words.join(', ')}`;
  }
}
