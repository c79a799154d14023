import type { Statistic } from './statistic.ts';

/** The hardware clock of the adapter (PHC). Printed only while a PTP clock is registered. */
// biome-ignore format: a table
export const clockStatistics: readonly Statistic[] = [
  {
    id: 'phc_cnt', name: 'phc_cnt', scope: 'phc', unit: 'reads', type: 'counter', nonzero: 'expected', releases: '>=2.8.0',
    means: "Time stamps read from the adapter's clock in time.",
    rise: 'Something reads the clock, such as chrony.',
    worry: 'When it stands still although a time daemon uses the clock.',
  },
  {
    id: 'phc_err', name: 'phc_err', scope: 'phc', unit: 'reads', type: 'counter', nonzero: 'bad', shared: true, releases: '2.8.0-2.14.1',
    means: 'Reads of the clock that failed, whatever for. 2.15.0 split it into `phc_err_dv`, `phc_err_ts` and `phc_err_eb`.',
    rise: 'The device did not answer, or answered with an error.',
    worry: 'Above 1 % of all reads: that is the share the vendor calls normal.',
  },
  {
    id: 'phc_exp', name: 'phc_exp', scope: 'phc', unit: 'reads', type: 'counter', nonzero: 'suspicious', releases: '>=2.8.0',
    means: 'Time stamps that came later than the driver waits (10 us by default), and were not used.',
    rise: 'The device answered late.',
    worry: 'When it rises as fast as `phc_cnt`: the clock is then of no use to the time daemon.',
  },
  {
    id: 'phc_skp', name: 'phc_skp', scope: 'phc', unit: 'reads', type: 'counter', nonzero: 'suspicious', releases: '>=2.8.0',
    means: 'Reads the driver skipped because it was still in the pause that follows a failed one.',
    rise: 'Something reads more often than the pause allows, or reads keep failing.',
    worry: 'When it rises: the clock allows 125 reads a second, and whoever reads more often gets errors for it.',
  },
  {
    id: 'phc_err_dv', name: 'phc_err_dv', scope: 'phc', unit: 'reads', type: 'counter', nonzero: 'bad', releases: '>=2.15.0',
    means: 'Reads the device never answered within the pause that follows them.',
    rise: 'The device or the clock is out of order.',
    worry: 'Above 1 % of all reads: that is the share the vendor calls normal.',
  },
  {
    id: 'phc_err_eb', name: 'phc_err_eb', scope: 'phc', unit: 'reads', type: 'counter', nonzero: 'bad', releases: '>=2.15.0',
    means: 'Reads answered with a time stamp whose error bound is unknown.',
    rise: 'The clock lost its reference for a while.',
    worry: 'Above 1 % of all reads: without a bound, clients cannot tell how wrong the clock is.',
  },
  {
    id: 'phc_err_ts', name: 'phc_err_ts', scope: 'phc', unit: 'reads', type: 'counter', nonzero: 'bad', releases: '>=2.15.0',
    means: 'Reads answered with an error instead of a time stamp.',
    rise: 'The clock is not synchronised, or it is read more than 125 times a second.',
    worry: 'Above 1 % of all reads; make sure first that no two programs read the clock.',
  },
];
