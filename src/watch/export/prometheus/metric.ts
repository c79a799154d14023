/** A number with the labels that tell whose it is. */
export interface Point {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A name and all that is told under it. */
export interface Metric {
  /** Without `_total` and `_info`, which the type brings along. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'info';
  /** What it counts in, where the name ends in it. */
  readonly unit?: string;
  readonly help: string;
  readonly points: readonly Point[];
}

const suffixes = { counter: '_total', gauge: '', info: '_info' } as const;

/** The name a query uses. */
export const queriedName = ({ name, type }: Pick<Metric, 'name' | 'type'>): string => name + suffixes[type];
