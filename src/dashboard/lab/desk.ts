import { faults, findFault } from '../../lab/faults/index.ts';
import type { FaultView, LabDesk, LabOrder, LabView, LaidView } from '../../watch/http/lab.ts';
import type { LabFeed } from './labFeed.ts';
import type { Mechanism } from './mechanism.ts';
import type { Player } from './player.ts';

/** The lab's machine behind the page: faults on switches, and what moves within. */
export class MachineDesk implements LabDesk {
  readonly faults: readonly FaultView[] = faults.map(({ name, says, strikes, when, durationMs }) => ({
    name,
    says,
    strikes,
    when,
    durationMs,
  }));
  readonly #player: Player;
  readonly #feed: LabFeed;
  readonly #mechanism: Mechanism;

  constructor(player: Player, feed: LabFeed, mechanism: Mechanism) {
    this.#player = player;
    this.#feed = feed;
    this.#mechanism = mechanism;
  }

  view(): LabView {
    const { voice, speed, machine } = this.#player;
    const { registers, rings, trace } = this.#mechanism;
    return {
      atMs: this.#feed.nowMs,
      voice: voice.name,
      speed,
      isUp: machine.isUp,
      laid: this.#laid(),
      registers,
      rings,
      trace,
    };
  }

  obey(order: LabOrder): string | undefined {
    switch (order.order) {
      case 'speed':
        this.#player.speed = order.speed;
        return undefined;
      case 'restart':
        this.#player.restart();
        return undefined;
      case 'lift':
        this.#player.desk.lift(order.fault);
        return undefined;
      case 'lay':
        return this.#lay(order.fault);
    }
  }

  #lay(name: string): string | undefined {
    const fault = findFault(name);
    if (fault === undefined) return 'There is no such fault.';
    // One that strikes at boot, or an adapter of its own making, needs a machine that is switched on with it.
    if (fault.when === 'boot' || fault.device !== undefined) this.#player.restart(fault);
    else this.#player.desk.lay(fault);
    return undefined;
  }

  #laid(): readonly LaidView[] {
    const bootMs = this.#feed.nowMs - this.#player.machine.host.clock.nowNs() / 1e6;
    return this.#player.desk.laid.map(({ name, sinceNs, untilNs }) => ({
      name,
      sinceMs: bootMs + sinceNs / 1e6,
      ...(untilNs !== undefined && { untilMs: bootMs + untilNs / 1e6 }),
    }));
  }
}
