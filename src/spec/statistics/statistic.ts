/** Whose number it is: one queue's, the adapter's, its admin queue's, the whole instance's, ENA Express's, the clock's. */
export const scopes = ['adapter', 'instance', 'srd', 'phc', 'admin', 'tx-queue', 'rx-queue', 'xdp-queue'] as const;
export type Scope = (typeof scopes)[number];

/** How a value above zero reads before anything else is known. */
export type Nonzero = 'expected' | 'suspicious' | 'bad';

/** A name some driver prints, and the releases of that driver that do. `N` stands for the queue, `U` for the unit. */
export interface PrintedName {
  readonly name: string;
  /** Driver releases in the notation of `inRange`; `>=x` where it is still there. */
  readonly releases: string;
  /** Upstream kernels of the sampled ones; Linux only. */
  readonly kernels?: string;
}

/**
 * One thing a driver of ENA counts, under whatever names. Facts: `ethtool -S` of every Linux release since 1.0.0 and of
 * kernels 4.9 to 6.12, DPDK's xstats since 19.02, FreeBSD's sysctl tree since 2.6.2.
 */
export interface Statistic {
  /** The one key of this fact: `name` without its queue number. */
  readonly id: string;
  /** As the newest Linux driver that has it prints it; where Linux never had it, as the other driver does. */
  readonly name: string;
  /** Names earlier Linux releases gave the same thing. */
  readonly aliases?: readonly PrintedName[];
  readonly dpdk?: readonly PrintedName[];
  readonly freebsd?: readonly PrintedName[];
  readonly scope: Scope;
  readonly unit: string;
  /** A counter only grows (until the driver is loaded anew); a gauge may fall. */
  readonly type: 'counter' | 'gauge';
  /** What it counts. */
  readonly means: string;
  /** What a rise means. */
  readonly rise: string;
  /** From when on to worry, and why from there. */
  readonly worry: string;
  readonly nonzero: Nonzero;
  /** Other drivers or programs use the name too, or may well: alone it does not show that ENA counted. */
  readonly shared?: true;
  /** Out-of-tree Linux releases that print `name`; absent where none does. */
  readonly releases?: string;
  /** Upstream kernels (of the sampled ones, 4.9 to 6.12) that print `name`; absent where none does. */
  readonly kernels?: string;
  /** What AWS's troubleshooting page says of it, where that differs from what the drivers do. */
  readonly page?: string;
}

export type StatisticFamily = 'linux' | 'dpdk' | 'freebsd';

/** What a printed name turned out to be. */
export interface FoundStatistic {
  readonly statistic: Statistic;
  /** The queue in the name; absent for what is no queue's. */
  readonly queue?: number;
  /** Whose spelling it is; `linux` where several drivers share it. */
  readonly family: StatisticFamily;
  /** The name is one of `total_tx_…`, `total_rx_…`: the sum over all queues that a reset's dump prints since 2.14.0. */
  readonly sum?: true;
  /** The queue is one of those that serve XDP alone (`queue_N_xdp_tx_…`). */
  readonly xdp?: true;
}
