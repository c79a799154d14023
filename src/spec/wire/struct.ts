import type { Layout } from './field.ts';

/** A structure as C declares it: its size and its members. */
export interface Struct<L extends Layout = Layout> {
  /** As the driver's headers call it. */
  readonly driverName: string;
  readonly sizeBytes: number;
  readonly fields: L;
}

/** An array of structures inside a buffer. */
export interface Sequence<L extends Layout = Layout> {
  readonly startBytes: number;
  readonly count: number;
  readonly entry: Struct<L>;
}

/** Describes a structure. */
export const struct = <const L extends Layout>(driverName: string, sizeBytes: number, fields: L): Struct<L> =>
  Object.freeze({ driverName, sizeBytes, fields: Object.freeze(fields) });

/** Word, from the beginning of the buffer, where entry `index` of a sequence begins. */
export const entryWord = ({ startBytes, entry }: Sequence, index: number): number =>
  (startBytes + index * entry.sizeBytes) >>> 2;

/** A structure without members. */
export const nothing = struct('', 0, {});
