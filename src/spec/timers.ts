import { inRange, parseVersion, type Version } from './versions.ts';

export type TimerDriver = 'linux' | 'dpdk' | 'freebsd';

/** One limit of a driver, in some range of its versions. */
export interface Timer {
  readonly id: TimerId;
  readonly driver: TimerDriver;
  /** Releases it holds for; absent for all. */
  readonly releases?: string;
  readonly value: number;
  readonly unit: 'ms' | 'us' | 'packets' | 'queues' | 'checks';
  /** What the device may tell the driver to use instead, or the setting by which an operator does. */
  readonly override?: string;
}

export const timerIds = [
  'keep-alive',
  'service-timer',
  'admin-command',
  'register-read',
  'missing-tx-completion',
  'missing-tx-threshold',
  'missing-tx-queues-per-check',
  'stack-tx-watchdog',
  'rx-no-interrupt',
  'clock-expire',
  'clock-block',
] as const;
export type TimerId = (typeof timerIds)[number];

/** What each limit is for, and what comes of it when it runs out. */
export const timerMeanings: Readonly<Record<TimerId, string>> = {
  'keep-alive':
    'Longest silence of the device, which sends a keep-alive each second. Checked once a second, so it shows up to one second late. Then: reset, reason 1 (or 18). Kernel 4.9 waited 3 s too before its release, and 6 s since.',
  'service-timer': 'How often the driver looks after everything else in this table.',
  'admin-command':
    'Longest wait for the completion of an admin command. Then: error -62, the admin queue stops, reset reason 2 (or 18).',
  'register-read':
    'Longest wait for the answer to a register read. Then: the value 0xFFFFFFFF, which callers take for -62.',
  'missing-tx-completion': 'Age from which a sent packet without completion is overdue.',
  'missing-tx-threshold': 'Overdue packets a queue may have. Beyond: reset, reason 3 (or 14, 15, 17).',
  'missing-tx-queues-per-check':
    'Queues looked at in one check: with many queues each gets its turn every few seconds only.',
  'stack-tx-watchdog':
    'Longest time the network stack lets a Tx queue stay stopped. Then: the driver is called, reset reason 10 (or 15).',
  'rx-no-interrupt':
    'Checks in a row that may find Rx work and no interrupt before the first interrupt counts as missing. Then: reset, reason 14, since 2.13.0 reason 20.',
  'clock-expire': 'Longest wait for a time stamp of the hardware clock. Then: phc_exp.',
  'clock-block': 'Pause after a time stamp that did not come. Reads within it count as phc_skp.',
};

const hint = (name: string, off = '') => `hint ${name} of the device${off}`;
const canBeOff = ' (0xFFFF switches it off)';

/**
 * The limits by version. The device may replace most of them by hints (feature 3, or an event), which no log line
 * tells: a limit read here is what holds without hints.
 */
// biome-ignore format: a table
export const timers: readonly Timer[] = [
  { id: 'keep-alive', driver: 'linux', releases: '<1.1.2', value: 3000, unit: 'ms' },
  { id: 'keep-alive', driver: 'linux', releases: '>=1.1.2', value: 6000, unit: 'ms', override: hint('driver_watchdog_timeout', canBeOff) },
  { id: 'keep-alive', driver: 'dpdk', value: 3000, unit: 'ms' },
  { id: 'keep-alive', driver: 'freebsd', value: 6000, unit: 'ms', override: 'sysctl dev.ena.N.wd_active switches it off' },
  { id: 'service-timer', driver: 'linux', value: 1000, unit: 'ms' },
  { id: 'service-timer', driver: 'dpdk', value: 1000, unit: 'ms', override: 'runs only while the application calls rte_timer_manage' },
  { id: 'service-timer', driver: 'freebsd', value: 1000, unit: 'ms' },
  { id: 'admin-command', driver: 'linux', releases: '<1.1.2', value: 1000, unit: 'ms' },
  { id: 'admin-command', driver: 'linux', releases: '>=1.1.2', value: 3000, unit: 'ms', override: `register CAPS (0.1 s to 1.5 s), ${hint('admin_completion_tx_timeout')}` },
  { id: 'register-read', driver: 'linux', value: 200, unit: 'ms', override: `${hint('mmio_read_timeout')}, since 1.1.2` },
  { id: 'missing-tx-completion', driver: 'linux', value: 5000, unit: 'ms', override: hint('missing_tx_completion_timeout', canBeOff) },
  { id: 'missing-tx-completion', driver: 'dpdk', value: 5000, unit: 'ms', override: 'device argument miss_txc_to, 0 to 60 s' },
  { id: 'missing-tx-completion', driver: 'freebsd', value: 5000, unit: 'ms', override: 'sysctl' },
  { id: 'missing-tx-threshold', driver: 'linux', releases: '<1.1.2', value: 32, unit: 'packets' },
  { id: 'missing-tx-threshold', driver: 'linux', releases: '>=1.1.2', value: 128, unit: 'packets', override: hint('missed_tx_completion_count_threshold_to_reset') },
  { id: 'missing-tx-threshold', driver: 'freebsd', value: 128, unit: 'packets', override: 'sysctl' },
  { id: 'missing-tx-queues-per-check', driver: 'linux', value: 4, unit: 'queues' },
  { id: 'missing-tx-queues-per-check', driver: 'freebsd', value: 4, unit: 'queues', override: 'sysctl' },
  { id: 'stack-tx-watchdog', driver: 'linux', value: 5000, unit: 'ms', override: hint('netdev_wd_timeout') },
  { id: 'rx-no-interrupt', driver: 'linux', releases: '>=1.5.0', value: 3, unit: 'checks' },
  { id: 'clock-expire', driver: 'linux', releases: '2.8.0-2.9.1', value: 20, unit: 'us', override: 'feature 29 of the device' },
  { id: 'clock-expire', driver: 'linux', releases: '>=2.10.0', value: 10, unit: 'us', override: 'feature 29 of the device' },
  { id: 'clock-block', driver: 'linux', releases: '>=2.8.0', value: 1000, unit: 'us', override: 'feature 29 of the device' },
];

/**
 * Milliseconds of silence after which a driver of this version gives the device up, unless the device hinted at
 * another limit. An unknown version is taken for a recent one. A kernel's own number (`6.12`, `2.1.0K`) means 6 s:
 * the 3 s of kernel 4.9's release candidates were mended in its stable series.
 */
export function keepAliveTimeoutMs(version: Version | string | undefined, driver: TimerDriver = 'linux'): number {
  const asked = typeof version === 'string' ? parseVersion(version) : version;
  const rows = timers.filter((timer) => timer.id === 'keep-alive' && timer.driver === driver);
  const fitting = rows.find(({ releases }) => !releases || (asked?.origin === 'release' && inRange(asked, releases)));
  return (fitting ?? rows[rows.length - 1]!).value;
}
