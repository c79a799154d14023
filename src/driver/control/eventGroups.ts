import { eventGroups } from '../../spec/wire/aenq.ts';
import type { Adapter } from '../adapter.ts';
import type { Voice } from '../voices.ts';
import type { Steps } from '../work.ts';
import { getFeature, setFeature } from './commands.ts';
import { Errno } from './errno.ts';

const bit = ({ id }: { readonly id: number }): number => 1 << id;

/** The groups of events a version wants. */
const wantedGroups = ({ does }: Voice): number => {
  const { linkChange, fatalError, warning, notification, keepAlive, configuration, deviceRequestReset } = eventGroups;
  const always = [linkChange, fatalError, warning, notification, keepAlive];
  const later = [
    ...(does.configurationEvents ? [configuration] : []),
    ...(does.deviceResetRequests ? [deviceRequestReset] : []),
  ];
  return [...always, ...later].reduce((bits, group) => bits | bit(group), 0);
};

/** Whether the device posts keep-alives: without them nobody may miss one. */
export const hasKeepAlives = ({ device }: Adapter): boolean => (device.eventGroups & bit(eventGroups.keepAlive)) !== 0;

/** Asks what the device can tell, and has it tell what the driver wants of that. */
export function* setEventGroups(adapter: Adapter): Steps<number> {
  const { speech, voice, device } = adapter;
  const wanted = wantedGroups(voice) & device.eventGroups;
  speech.say('watchdogState', { state: hasKeepAlives(adapter) ? 'Enabled' : 'Disabled' });
  const { errno, value } = yield* getFeature(adapter, 'aenqConfig');
  if (value === undefined) {
    speech.say('eventConfigUnavailable');
    return errno;
  }
  if ((wanted & ~value.supportedGroups) !== 0) {
    speech.say('eventGroupsUnsupported', { supported: value.supportedGroups, asked: wanted });
    return Errno.notSupported;
  }
  const set = yield* setFeature(adapter, 'aenqConfig', { enabledGroups: wanted });
  if (set < 0) speech.say('eventConfigFailed', { result: set });
  return set;
}
