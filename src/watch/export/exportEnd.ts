/** Something that reads a feed and delivers what it tells. */
export interface RunningExport {
  /** Tries once more to deliver what waits, and stops. */
  close(): Promise<void>;
}
