import type { PlanKind } from './plan.ts';
import type { Situation } from './situation.ts';

/** What a person wants done with an instance. */
export interface Wish {
  readonly kind: PlanKind;
  readonly target: Situation;
  /** Makes names and tokens of this recovery its own: 16 hexadecimal digits. */
  readonly token: string;
  /** Put a member of an Auto Scaling group into standby, and back. */
  readonly standby: boolean;
  /** Data of instance-store volumes may go. */
  readonly acceptDataLoss: boolean;
  /** Where the bundle of an instance-store root lies: `bucket/prefix/image.manifest.xml`. */
  readonly manifest?: string;
  /** The instance on which a root volume is repaired. */
  readonly via?: Situation;
}

/** Which procedure leads back, where nobody named one. */
export const kindFor = ({ rootDevice }: Situation): PlanKind =>
  rootDevice === 'instance-store' ? 'replace' : 'disable';
