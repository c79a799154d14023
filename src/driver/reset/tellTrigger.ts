import type { Adapter } from '../adapter.ts';
import { dumpStatistics } from '../ethtool/dump.ts';

/** Tells what was counted until now: of each counter a line. */
export const tellCounters = (adapter: Adapter): void => {
  for (const { name, value } of dumpStatistics(adapter)) adapter.speech.say('resetStatistic', { counter: name, value });
};

/** Tells that a reset begins, and what was counted. */
export const tellTrigger = (adapter: Adapter): void => {
  const { speech, voice, reset } = adapter;
  speech.say('resetTriggered');
  if (voice.does.dumpsFailuresOnly && reset.reason === 0) return;
  tellCounters(adapter);
};
