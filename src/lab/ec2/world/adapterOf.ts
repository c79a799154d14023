import { instanceTypes } from '../../../spec/instanceTypes.ts';
import type { Adapter, Instance } from './instance.ts';

/** Families whose stock adapter may be Intel's 82599 VF; `m4.16xlarge` has ENA instead. Source: the EC2 User Guide. */
const intelFamilies = new Set(['c3', 'c4', 'd2', 'i2', 'm4', 'r3']);

/**
 * Families that lack ENA and yet obey the flag, which leaves them without any adapter.
 * Source: a user's report in vantage-sh/ec2instances.info#409; of other families nobody told.
 */
const obedientFamilies = new Set(['m3']);

/**
 * The adapter an instance gets when it starts: ENA where its type requires it, or supports it and the flag is on (on PV
 * and on some old types the flag is obeyed too, and that is the trouble); else Intel's VF where it is asked for and
 * offered, else Xen's own.
 */
export const adapterOf = ({
  type,
  enaSupport,
  sriovNetSupport,
  virtualization,
}: Pick<Instance, 'type' | 'enaSupport' | 'sriovNetSupport' | 'virtualization'>): Adapter => {
  const facts = instanceTypes.get(type);
  if (facts?.enaSupport === 'required') return 'ena';
  const family = type.split('.')[0]!;
  const obeys = facts?.enaSupport === 'supported' || virtualization === 'paravirtual' || obedientFamilies.has(family);
  if (enaSupport && obeys) return 'ena';
  const isIntel = intelFamilies.has(family) && facts?.enaSupport === 'unsupported';
  return isIntel && sriovNetSupport === 'simple' ? 'ixgbevf' : 'vif';
};
