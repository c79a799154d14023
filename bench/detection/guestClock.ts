import type { Guest } from '../../src/lab/vmDrill/guest.ts';

const looks = 5;

/** How two clocks stand to each other: that of the adapter and that of the guest. */
export interface ClockRelation {
  /** Seconds since the guest's boot, of a time of the adapter's clock. */
  uptimeOf(adapterNs: number): number;
  /** So far it may be wrong either way; seconds. */
  readonly unsure: number;
}

/** Asks the guest for its time, and takes the answer that came fastest: it was read while the question was under way. */
export const relateClocks = async (guest: Guest): Promise<ClockRelation> => {
  const { clock } = guest.adapter;
  let best = { tookNs: Number.POSITIVE_INFINITY, middleNs: 0, uptime: 0 };
  for (let look = 0; look < looks; look++) {
    const beginNs = clock.nowNs();
    const uptime = Number(await guest.ask('read -r up rest </proc/uptime; echo $up'));
    const tookNs = clock.nowNs() - beginNs;
    if (tookNs < best.tookNs) best = { tookNs, middleNs: beginNs + tookNs / 2, uptime };
  }
  return {
    uptimeOf: (adapterNs) => best.uptime + (adapterNs - best.middleNs) / 1e9,
    unsure: best.tookNs / 2e9 + 0.01,
  };
};
