import type { Statistic } from './statistic.ts';

/** The queue through which the driver commands the device. */
// biome-ignore format: a table
export const adminQueueStatistics: readonly Statistic[] = [
  {
    id: 'ena_admin_q_aborted_cmd', name: 'ena_admin_q_aborted_cmd', scope: 'admin', unit: 'commands', type: 'counter', nonzero: 'suspicious', releases: '>=1.0.0', kernels: '4.9-7.3',
    freebsd: [{ name: 'dev.ena.U.admin_stats.aborted_cmd', releases: '>=2.6.2' }],
    means: 'Admin commands the driver cancelled while they were waiting.',
    rise: 'A reset came while commands were under way.',
    worry: 'When it rises without a reset: nothing else cancels commands.',
  },
  {
    id: 'ena_admin_q_completed_cmd', name: 'ena_admin_q_completed_cmd', scope: 'admin', unit: 'commands', type: 'counter', nonzero: 'expected', releases: '>=1.0.0', kernels: '4.9-7.3',
    freebsd: [{ name: 'dev.ena.U.admin_stats.completed_cmd', releases: '>=2.6.2' }],
    means: 'Admin commands the device has completed.',
    rise: 'It follows `ena_admin_q_submitted_cmd`.',
    worry: 'When it stays behind the submitted ones by more than 1: one may be under way, the others were lost.',
  },
  {
    id: 'ena_admin_q_no_completion', name: 'ena_admin_q_no_completion', scope: 'admin', unit: 'commands', type: 'counter', nonzero: 'bad', releases: '>=1.0.0', kernels: '4.9-7.3',
    freebsd: [{ name: 'dev.ena.U.admin_stats.no_completion', releases: '>=2.6.2' }],
    means: 'Admin commands whose completion did not come in time, or came without its interrupt.',
    rise: 'The driver stops the admin queue and resets the adapter.',
    worry: 'From 1 on: each is a reset or a failed probe. With `missing_admin_interrupt` it is the guest, with `admin_to` the device.',
  },
  {
    id: 'ena_admin_q_out_of_space', name: 'ena_admin_q_out_of_space', scope: 'admin', unit: 'commands', type: 'counter', nonzero: 'bad', releases: '>=1.0.0', kernels: '4.9-7.3',
    freebsd: [{ name: 'dev.ena.U.admin_stats.out_of_space', releases: '>=2.6.2' }],
    means: 'Admin commands refused because 32 were under way.',
    rise: 'The device completes nothing, or something asks for statistics in a tight loop.',
    worry: 'From 1 on: in normal work one command is under way at a time.',
  },
  {
    id: 'ena_admin_q_submitted_cmd', name: 'ena_admin_q_submitted_cmd', scope: 'admin', unit: 'commands', type: 'counter', nonzero: 'expected', releases: '>=1.0.0', kernels: '4.9-7.3',
    freebsd: [{ name: 'dev.ena.U.admin_stats.sumbitted_cmd', releases: '>=2.6.2' }],
    means: 'Admin commands given to the device.',
    rise: 'The driver configures, queries features or reads statistics. Each `ethtool -S` may add one.',
    worry: 'Only against `ena_admin_q_completed_cmd`.',
    page: 'Calls it admin queue doorbells: the driver rings once for each command, so it is the same number.',
  },
];
