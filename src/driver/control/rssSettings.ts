/** How the device spreads flows over queues. */
export interface RssSettings {
  /** Entries of the table as a power of two; undefined where the device has no table. */
  readonly tableLog2: number | undefined;
  /** Queue pair of each entry. */
  readonly table: Uint16Array;
  readonly key: Uint8Array;
  /** One of `hashFunctions`; 0 where none can be chosen. */
  readonly hashFunction: number;
  readonly initialValue: number;
}

/** Before anything is known of the device. */
export const unknownRss: RssSettings = {
  tableLog2: undefined,
  table: new Uint16Array(0),
  key: new Uint8Array(40),
  hashFunction: 0,
  initialValue: 0xffff_ffff,
};
