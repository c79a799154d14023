/** How long things take, in milliseconds of the lab's clock. */
export interface Timings {
  readonly pendingMs: number;
  readonly stoppingMs: number;
  readonly shuttingDownMs: number;
  readonly rebootMs: number;
  /** From `running` until status checks have an opinion. */
  readonly checksMs: number;
  /** From a boot until the console output of it can be had without `Latest`. */
  readonly consoleMs: number;
  /** To create, attach or detach a volume. */
  readonly volumeMs: number;
  readonly snapshotMs: number;
  readonly imageMs: number;
  readonly standbyMs: number;
  /** From `terminated` until nobody remembers. */
  readonly forgetMs: number;
}

/** About as long as in EC2, small instances and small volumes. */
export const usualTimings: Timings = {
  pendingMs: 15_000,
  stoppingMs: 40_000,
  shuttingDownMs: 30_000,
  rebootMs: 20_000,
  checksMs: 120_000,
  consoleMs: 60_000,
  volumeMs: 4_000,
  snapshotMs: 60_000,
  imageMs: 90_000,
  standbyMs: 10_000,
  forgetMs: 3_600_000,
};
