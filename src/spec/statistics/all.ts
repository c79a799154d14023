import { adapterStatistics } from './adapter.ts';
import { adminQueueStatistics } from './adminQueue.ts';
import { clockStatistics } from './clock.ts';
import { instanceStatistics } from './instance.ts';
import { resetCounters } from './resetCounters.ts';
import { rxPageStatistics } from './rxPages.ts';
import { rxQueueStatistics } from './rxQueue.ts';
import type { Statistic } from './statistic.ts';
import { txQueueStatistics } from './txQueue.ts';

/** Everything any driver of ENA counts, in the order a person would look: the adapter first, then its queues. */
export const statistics: readonly Statistic[] = [
  ...adapterStatistics,
  ...resetCounters,
  ...instanceStatistics,
  ...clockStatistics,
  ...adminQueueStatistics,
  ...txQueueStatistics,
  ...rxQueueStatistics,
  ...rxPageStatistics,
];
