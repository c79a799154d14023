import { eventGroups } from '../../spec/wire/aenq.ts';
import { getWide } from '../../spec/wire/field.ts';
import type { Adapter } from '../adapter.ts';

const { rxDrops, txDrops, rxOverruns } = eventGroups.keepAlive.payload.fields;

/** Takes a keep-alive: the device lives, and tells what it dropped since its last reset. */
export const takeKeepAlive = (adapter: Adapter, words: Uint32Array, at: number): void => {
  adapter.lastKeepAliveNs = adapter.clock.nowNs();
  const { drops, dropsBefore } = adapter.counters;
  drops.rxDrops = dropsBefore.rxDrops + getWide(words, at, rxDrops);
  drops.txDrops = dropsBefore.txDrops + getWide(words, at, txDrops);
  drops.rxOverruns = dropsBefore.rxOverruns + getWide(words, at, rxOverruns);
};

/** The device is about to forget what it dropped; since 2.16.0 the driver does not. */
export const keepDropTotals = ({ counters, voice }: Adapter): void => {
  if (voice.does.keepsDropTotals) Object.assign(counters.dropsBefore, counters.drops);
};
