import { hostAttributes } from '../../../spec/wire/admin/settings.ts';
import { readHostInfo } from '../../hostMemory.ts';
import { status } from '../status.ts';
import { type SetFeature, wished } from './feature.ts';

/** Feature 28: where the guest tells of itself. Addresses are kept, since it goes on writing there. */
export const setHostAttributes: SetFeature = (adapter, call) => {
  const { port, settings, traffic } = adapter;
  const { hostInfoAddress, debugAddress, debugSizeBytes } = wished(call, hostAttributes);
  const host = { infoAddress: hostInfoAddress, debugAddress, debugSizeBytes };
  const told = readHostInfo(port.dma, host);
  // A driver without such a page offers its debug area alone.
  if (told === undefined && hostInfoAddress !== 0) return status.illegal;
  settings.host = host;
  traffic.setDriverFeatures?.(told?.driverFeatures ?? 0);
  if (told !== undefined) adapter.listener?.({ kind: 'host', host: told });
  return status.success;
};
