import { type FeatureName, wireFeatures } from '../../../spec/wire/admin/features.ts';
import type { Adapter } from '../../adapter.ts';

/** Whether the device has a feature: as told, and as far as the bus gives it what the feature needs. */
export const isOffered = ({ options, port }: Adapter, name: FeatureName): boolean =>
  options.features.includes(name) && (name !== 'llq' || port.llq !== undefined);

/** Features that are offered, as feature 1 tells them. */
export const offeredBits = (adapter: Adapter): number =>
  adapter.options.features
    .filter((name) => isOffered(adapter, name))
    .reduce((bits, name) => (bits | (1 << wireFeatures[name].id)) >>> 0, 0);
