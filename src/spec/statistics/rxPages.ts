import type { Statistic } from './statistic.ts';

/** Where receive queues take their pages from: the driver's own cache, or the kernel's page pool since 6.12. */
// biome-ignore format: a table
export const rxPageStatistics: readonly Statistic[] = [
  {
    id: 'rx_lpc_full', name: 'queue_N_rx_lpc_full', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'suspicious', releases: '>=2.4.0',
    means: 'Pages taken from the system because all cached ones were still in use.',
    rise: 'The cache is too small for the number of packets under way.',
    worry: 'When it rises steadily: raise the module parameter lpc_size; each costs only the price of an allocation.',
  },
  {
    id: 'rx_lpc_warm_up', name: 'queue_N_rx_lpc_warm_up', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.4.0',
    means: "Pages taken from the system to fill the driver's own page cache.",
    rise: 'The cache is filling after bring-up.',
    worry: 'Not by itself: it stops when the cache is full.',
  },
  {
    id: 'rx_lpc_wrong_numa', name: 'queue_N_rx_lpc_wrong_numa', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'suspicious', releases: '>=2.4.0',
    means: 'Cached pages replaced because they lie on another NUMA node than the CPU that polls.',
    rise: 'The interrupt of the queue moved to another node.',
    worry: 'When it rises steadily: something, such as irqbalance, keeps moving the interrupt.',
  },
  {
    id: 'rx_pp_alloc_empty', name: 'queue_N_rx_pp_alloc_empty', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: times the ring of recycled pages was empty.',
    rise: 'More pages are under way than come back.',
    worry: 'Not by itself; with `pp_alloc_slow` it shows that recycling cannot keep up.',
  },
  {
    id: 'rx_pp_alloc_fast', name: 'queue_N_rx_pp_alloc_fast', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: pages taken from the cache at hand, the fastest way.',
    rise: 'Normal work.',
    worry: 'Not by itself.',
  },
  {
    id: 'rx_pp_alloc_refill', name: 'queue_N_rx_pp_alloc_refill', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: times the cache was refilled from the ring of recycled pages.',
    rise: 'Normal work.',
    worry: 'Not by itself.',
  },
  {
    id: 'rx_pp_alloc_slow', name: 'queue_N_rx_pp_alloc_slow', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: single pages taken from the system.',
    rise: 'The pool has too few of its own.',
    worry: 'When it grows as fast as `rx_cnt`: nothing is recycled; something holds the pages for long.',
  },
  {
    id: 'rx_pp_alloc_slow_hi_ord', name: 'queue_N_rx_pp_alloc_slow_hi_ord', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: blocks of pages taken from the system.',
    rise: 'The pool has too few of its own, with large frames.',
    worry: 'When it rises steadily: large blocks are the first thing a fragmented memory runs out of.',
  },
  {
    id: 'rx_pp_alloc_waive', name: 'queue_N_rx_pp_alloc_waive', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: recycled pages not used because they lie on another NUMA node.',
    rise: 'The interrupt of the queue moved to another node.',
    worry: 'When it rises steadily: something keeps moving the interrupt.',
  },
  {
    id: 'rx_pp_cache_full', name: 'queue_N_rx_pp_cache_full', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: pages for which the cache at hand was full.',
    rise: 'Normal work; they go to the ring.',
    worry: 'Not by itself.',
  },
  {
    id: 'rx_pp_cached', name: 'queue_N_rx_pp_cached', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: pages that went back to the cache at hand.',
    rise: 'Normal work.',
    worry: 'Not by itself.',
  },
  {
    id: 'rx_pp_released_ref', name: 'queue_N_rx_pp_released_ref', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: pages given back to the system because someone else still held them.',
    rise: 'Packets are held longer than the pool waits, such as by slow sockets.',
    worry: 'When it grows as fast as `rx_cnt`: recycling does not work and costs CPU time.',
  },
  {
    id: 'rx_pp_ring', name: 'queue_N_rx_pp_ring', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: pages that went back to the ring.',
    rise: 'Normal work.',
    worry: 'Not by itself.',
  },
  {
    id: 'rx_pp_ring_full', name: 'queue_N_rx_pp_ring_full', scope: 'rx-queue', unit: 'pages', type: 'counter', nonzero: 'expected', releases: '>=2.16.0',
    means: 'The Rx page pool of kernels since 6.12: pages given back to the system because the ring was full.',
    rise: 'More pages come back than the pool keeps.',
    worry: 'Not by itself.',
  },
];
