import type { EventId } from './events/index.ts';

/** Who prints the line: a driver of ENA, the kernel around it, or the look-alike EFA driver. */
export type Speaker = 'linux' | 'dpdk' | 'freebsd' | 'kernel' | 'efa';

export type Level = 'emerg' | 'alert' | 'crit' | 'err' | 'warning' | 'notice' | 'info' | 'debug';

/** One wording of one event: what some range of versions prints. The event carries the explanation. */
export interface Message {
  /** Its number in the table, such as `ENA-031`, `DPDK-03`, `FBSD-07`, `KRN-02`, `EFA-01`. */
  readonly id: string;
  readonly event: EventId;
  readonly speaker: Speaker;
  /** The printf format without its prefix, as grep finds it in the driver. */
  readonly text: string;
  /** A name for each conversion of `text`, in order. `-` for one nobody asks about. */
  readonly names: readonly string[];
  readonly level: Level;
  /** First and last out-of-tree release that prints it, such as `2.12.0-2.17.0`. */
  readonly releases?: string;
  /** First and last upstream kernel (of the sampled ones) that prints it, such as `4.19-6.1`. */
  readonly kernels?: string;
  /** Only ever printed at debug level: absent from an ordinary log. */
  readonly debugOnly?: true;
  /** Releases, and kernels (4.9 and up), whose default message mask suppresses the line, though it is no debug line. */
  readonly hidden?: string;
  /** What is odd about this wording alone, such as values the driver prints in swapped places. */
  readonly note?: string;
}
