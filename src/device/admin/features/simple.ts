import { offloads } from '../../../spec/wire/admin/offloads.ts';
import { events, fragmentBypass, link, linkSpeeds, moderation, mtu } from '../../../spec/wire/admin/settings.ts';
import type { EventGroupName } from '../../../spec/wire/aenq.ts';
import { type EventGroup, eventGroups } from '../../../spec/wire/aenq.ts';
import { encode } from '../../../spec/wire/decode.ts';
import { hints } from '../../../spec/wire/hints.ts';
import type { Adapter } from '../../adapter.ts';
import { strike } from '../../faults.ts';
import { status } from '../status.ts';
import { type GetFeature, type SetFeature, wished } from './feature.ts';

// Features of a few values, asked for or set without a buffer.

/** The smallest MTU any driver sets. */
const minMtu = 128;

const bitsOf = (groups: readonly EventGroupName[]): number =>
  groups.reduce((bits, name) => bits | (1 << (eventGroups[name] as EventGroup).id), 0);

const supportedGroups = ({ options, faults }: Adapter): number => {
  const without = strike(faults.eventGroupsUnsupported)?.groups ?? [];
  return bitsOf(options.eventGroups) & ~bitsOf(without);
};

/** Feature 26. */
export const getEventGroups: GetFeature = (adapter, { response }, { enabledGroups }, at) => {
  encode(events.fields, response, at, { supportedGroups: supportedGroups(adapter), enabledGroups });
  return status.success;
};

export const setEventGroups: SetFeature = (adapter, call) => {
  const { enabledGroups } = wished(call, events);
  if ((enabledGroups & ~supportedGroups(adapter)) !== 0) return status.illegal;
  adapter.settings.enabledGroups = enabledGroups;
  adapter.heard();
  return status.success;
};

/** Feature 3. */
export const getHints: GetFeature = (adapter, { response }, _, at) => {
  encode(hints.fields, response, at, adapter.hints);
  return status.success;
};

/** Feature 11. */
export const getOffloads: GetFeature = ({ options }, { response }, _, at) => {
  encode(offloads.fields, response, at, options.offloads);
  return status.success;
};

/** Feature 14. */
export const setMtu: SetFeature = ({ options, settings, traffic }, call) => {
  const { mtu: bytes } = wished(call, mtu);
  if (bytes < minMtu || bytes > options.maxMtu) return status.illegal;
  settings.mtu = bytes;
  traffic.setMtu(bytes);
  return status.success;
};

/** Feature 20. */
export const getModeration: GetFeature = ({ options }, { response }, _, at) => {
  encode(moderation.fields, response, at, { resolutionUs: options.moderationResolutionUs });
  return status.success;
};

/** Feature 27. */
export const getLink: GetFeature = ({ options }, { response }, _, at) => {
  const { speedMbps, autoNegotiation, fullDuplex } = options.link;
  const reached = linkSpeeds.filter((speed) => speed.speedMbps <= speedMbps);
  encode(link.fields, response, at, {
    speedMbps,
    supported: reached.reduce((bits, { bit }) => bits | (1 << bit), 0),
    autoNegotiation: Number(autoNegotiation),
    fullDuplex: Number(fullDuplex),
  });
  return status.success;
};

/** Feature 8. */
export const setFragmentBypass: SetFeature = ({ settings, traffic }, call) => {
  const { enabled } = wished(call, fragmentBypass);
  settings.fragmentBypass = enabled !== 0;
  traffic.setFragmentBypass?.(settings.fragmentBypass);
  return status.success;
};
