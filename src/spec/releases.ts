/** When which driver came out: so that a version says how old it is. */

/** Out-of-tree Linux releases and the month of their tag. The tag 2.2.12 is a misnamed 2.12.2 and is left out. */
// biome-ignore format: a table
export const linuxReleases: ReadonlyMap<string, string> = new Map([
  ['1.0.0', '2016-06'], ['1.1.2', '2017-01'], ['1.2.0', '2017-07'], ['1.3.0', '2017-09'], ['1.5.0', '2017-12'],
  ['2.0.2', '2018-11'], ['2.1.0', '2019-04'], ['2.2.0', '2020-01'], ['2.2.10', '2020-07'], ['2.2.11', '2020-08'],
  ['2.3.0', '2020-11'], ['2.4.0', '2020-12'], ['2.5.0', '2021-04'], ['2.6.0', '2021-10'], ['2.7.0', '2022-03'],
  ['2.7.2', '2022-05'], ['2.8.0', '2022-09'], ['2.8.1', '2022-11'], ['2.8.3', '2023-02'], ['2.9.0', '2023-09'],
  ['2.10.0', '2023-10'], ['2.11.0', '2023-11'], ['2.12.0', '2024-02'], ['2.13.0', '2024-09'], ['2.13.1', '2024-11'],
  ['2.14.0', '2025-04'], ['2.15.0', '2025-06'], ['2.16.0', '2025-11'], ['2.16.1', '2025-12'], ['2.17.0', '2026-04'],
]);

/** The newest release these tables know. */
export const newestLinuxRelease = '2.17.0';

/** First and last DPDK release with each release of the poll-mode driver. */
// biome-ignore format: a table
export const dpdkDrivers: readonly { readonly dpdk: string; readonly driver: string }[] = [
  { dpdk: '16.07-18.05', driver: '1.0.0' }, { dpdk: '18.08', driver: '1.1.0' }, { dpdk: '18.11', driver: '1.1.1' },
  { dpdk: '19.02-19.05', driver: '2.0.0' }, { dpdk: '19.08', driver: '2.0.1' }, { dpdk: '19.11', driver: '2.0.2' },
  { dpdk: '20.02', driver: '2.0.3' }, { dpdk: '20.05-20.08', driver: '2.1.0' }, { dpdk: '20.11', driver: '2.2.0' },
  { dpdk: '21.02', driver: '2.2.1' }, { dpdk: '21.05', driver: '2.3.0' }, { dpdk: '21.08', driver: '2.4.0' },
  { dpdk: '21.11', driver: '2.5.0' }, { dpdk: '22.03', driver: '2.6.0' }, { dpdk: '22.07-23.07', driver: '2.7.0' },
  { dpdk: '23.11', driver: '2.8.0' }, { dpdk: '24.03', driver: '2.9.0' }, { dpdk: '24.07', driver: '2.10.0' },
  { dpdk: '24.11', driver: '2.11.0' }, { dpdk: '25.03', driver: '2.12.0' }, { dpdk: '25.07', driver: '2.13.0' },
  { dpdk: '25.11-26.07', driver: '2.14.0' },
];

/** What upstream kernels print for the driver's version, and which releases they resemble. */
export const kernelDrivers: readonly { readonly kernels: string; readonly prints: string; readonly note: string }[] = [
  {
    kernels: '4.9-5.3',
    prints: '1.0.2, 1.5.0K, 2.0.3K, 2.1.0K',
    note: 'Own numbers, with K from 1.5.0 on; fixes come later than the number suggests.',
  },
  {
    kernels: '5.10-6.12',
    prints: 'the kernel release',
    note: 'No own number. 6.12 resembles 2.8 to 2.9, without hardware clock, sub-optimal notifications, reset requests of the device, extended reset reasons and counters for each reason.',
  },
  {
    kernels: '6.17-7.3',
    prints: 'the kernel release',
    note: 'Adds the hardware clock, devlink and debugfs; counters and other lines are those of 6.12.',
  },
];
