import type { Voice } from '../../lab/voices.ts';
import type { WatchedClock } from '../../watch/http/snapshot.ts';
import { MachineDesk } from './desk.ts';
import { LabFeed } from './labFeed.ts';
import { Mechanism } from './mechanism.ts';
import { Player } from './player.ts';

/** A machine of the lab to be looked at: what it tells, what can be done to it, and its time. */
export interface OpenLab {
  readonly feed: LabFeed;
  readonly desk: MachineDesk;
  readonly clock: WatchedClock;
  /** Lets so much of the wall's time pass. */
  advance(realMs: number): void;
}

/** Switches a machine on. It begins at `bootMs`, milliseconds since 1970. */
export const openLab = (voice: Voice, bootMs: number, seed = 1): OpenLab => {
  const mechanism = new Mechanism();
  let feed: LabFeed | undefined;
  const player = new Player(voice, seed, (machine) => mechanism.watch(machine, feed?.nowMs ?? bootMs));
  feed = new LabFeed(player, bootMs);
  return {
    feed,
    desk: new MachineDesk(player, feed, mechanism),
    clock: { nowMs: () => feed.nowMs, speed: () => player.speed },
    advance: (realMs) => player.advance(realMs),
  };
};
