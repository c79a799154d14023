import { findStatistic } from '../../spec/statistics/index.ts';

/**
 * How sure the names of counters alone make that ENA counted them. `sure`: one of them is nobody else's. `likely`: several
 * queues are listed in ENA's way. `open`: any driver or program may print these.
 */
export type Ownership = 'sure' | 'likely' | 'open';

const queueRow = /^queue_(\d{1,5})_(?:rx|tx|xdp)_/;

/** Judges whose counters these are by their names, as printed. */
export function ownershipOf(names: Iterable<string>): Ownership {
  const queues = new Set<string>();
  for (const name of names) {
    if (isOnlyEna(name)) {
      return 'sure';
    }
    const queue = queueRow.exec(name)?.[1];
    if (queue !== undefined) {
      queues.add(queue);
    }
  }
  return queues.size > 1 ? 'likely' : 'open';
}

function isOnlyEna(name: string): boolean {
  const found = findStatistic(name);
  // `total_rx_bytes` and its kin stand in dumps of the kernel log only; anybody else's tables may have them.
  return found !== undefined && found.statistic.shared !== true && found.sum !== true;
}
