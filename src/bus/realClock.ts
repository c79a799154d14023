import { FollowingClock } from './workerClock.ts';

/** Time as it passes, from 0 at the start of the process. Its alarms ring when whoever runs it lets it catch up. */
export class RealClock extends FollowingClock {
  /** Told when an alarm is armed to ring before all others: whoever sleeps until the next one has to wake earlier. */
  earlier: () => void = () => {};

  constructor() {
    super(() => performance.now() * 1e6);
  }

  override arm(alarm: Parameters<FollowingClock['arm']>[0], timeNs: number): void {
    const { nextNs } = this;
    super.arm(alarm, timeNs);
    if (nextNs === undefined || timeNs < nextNs) this.earlier();
  }
}
