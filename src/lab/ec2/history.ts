import type { World } from './world/world.ts';

interface Moment {
  readonly atMs: number;
  readonly world: World;
}

/** What a world was, for reads that lag behind. */
export class History {
  #moments: Moment[] = [];

  /** Remembers the world as it is now, and forgets what no read looks back to. */
  remember(world: World, atMs: number, lagMs: number): void {
    const kept = this.#moments.findLastIndex((moment) => moment.atMs <= atMs - lagMs);
    if (kept > 0) this.#moments.splice(0, kept);
    this.#moments.push({ atMs, world: structuredClone(world) });
  }

  /** The world as it was; the oldest that is remembered, where that is younger. */
  at(timeMs: number): World | undefined {
    return (this.#moments.findLast(({ atMs }) => atMs <= timeMs) ?? this.#moments[0])?.world;
  }
}
