import type { InstanceSeen } from '../../evidence/ec2/instanceSeen.ts';
import type { Tally } from '../tally.ts';
import { judgeInstance, judgeReachability } from './judge.ts';

/** Instances seen from outside. */
export class Outside {
  readonly #instances: InstanceSeen[] = [];

  get seen(): number {
    return this.#instances.length;
  }

  /** One report is about one instance; more than a few are somebody's whole account. */
  observe(seen: InstanceSeen): void {
    if (this.#instances.length < 64) this.#instances.push(seen);
  }

  judge(tally: Tally, enaLines: number): void {
    for (const seen of this.#instances) {
      for (const sighting of judgeInstance(seen)) tally.add(sighting);
      const inside = { has: (finding: string) => tally.has(finding), enaLines };
      const reasons = judgeReachability(seen, inside);
      for (const sighting of reasons) tally.add(sighting);
      // The failed check is the proof of these, and nothing beside them.
      if (reasons.length > 0) tally.drop('status-check-failed:instance', undefined);
    }
  }
}
