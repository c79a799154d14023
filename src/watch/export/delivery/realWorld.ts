import { setTimeout as sleep } from 'node:timers/promises';
import type { CourierWorld } from './courier.ts';

/** The clock on the wall and the process's own randomness. */
export const realWorld: CourierWorld = {
  pause: (durationMs, signal) => sleep(durationMs, undefined, { signal, ref: false }).catch(() => {}),
  random: Math.random,
};
