/** Where AWS's page and the drivers say different things. Both stand; neither is corrected silently. */
export interface Disagreement {
  readonly about: string;
  /** What the page says, in our words. */
  readonly page: string;
  /** What the drivers do. */
  readonly driver: string;
  /** Which driver the page means, or which one the answer is about. */
  readonly meant: string;
  /** What follows for a diagnosis. */
  readonly consequence: string;
  /** Ids of the statistics concerned, if any. */
  readonly statistics?: readonly string[];
}

/** Read against the newest copy of the page and every release from 1.0.0 to 2.17.0. */
export const disagreements: readonly Disagreement[] = [
  {
    about: 'the keep-alive limit',
    page: 'wd_expired counts keep-alives missing in the preceding 3 s.',
    driver: 'Linux waits 6 s in every release since 1.1.2, DPDK 3 s; the device may ask for another limit.',
    meant: 'The page describes the driver of mid-2016 (1.0.0, kernel 4.9 before its release).',
    consequence: 'A Linux driver notices after 6 to 7 s.',
    statistics: ['wd_expired'],
  },
  {
    about: 'conntrack_allowance_available',
    page: 'Not available on FreeBSD and DPDK.',
    driver: 'FreeBSD has it since 2.7.0, DPDK since 23.11 (driver 2.8.0).',
    meant: 'FreeBSD and DPDK drivers from before 2024.',
    consequence: 'It is read wherever it is printed.',
    statistics: ['conntrack_allowance_available'],
  },
  {
    about: 'the counter of bad checksums',
    page: 'Called bad_csum.',
    driver: 'Called csum_bad since 2.7.0; DPDK splits it in two since driver 2.6.0.',
    meant: 'Linux before 2.7.0.',
    consequence: 'All names are read as one counter.',
    statistics: ['rx_csum_bad'],
  },
  {
    about: 'what a reset does to counters',
    page: 'Metrics count since the last reset of the driver.',
    driver:
      'Counters of the driver outlive resets; what keep-alives report fell back in a reset until 2.15.x, and has been kept since 2.16.0.',
    meant: 'The counters of the device in drivers before 2.16.0.',
    consequence: 'A fall is no sign of a reset any more; total_resets is.',
    statistics: ['total_resets', 'rx_drops', 'tx_drops'],
  },
  {
    about: 'counters of resets',
    page: 'Not listed at all.',
    driver: 'Since 2.10.0 (FreeBSD 2.8.0) total_resets and a counter for each reason.',
    meant: 'The page lists the counters of older drivers.',
    consequence: 'The best evidence of a reset is missing from the page; these counters go first.',
    statistics: [
      'total_resets',
      'reset_fail',
      'missing_tx_cmpl',
      'admin_to',
      'missing_intr',
      'suspected_poll_starvation',
      'os_netdev_wd',
      'missing_admin_interrupt',
      'device_request_reset',
      'missing_first_intr',
    ],
  },
  {
    about: '"Feature X isn’t supported"',
    page: 'A line of the system log that may be ignored.',
    driver:
      'Printed at info level by 1.0.0 and kernel 4.9 only, at debug level since. The EFA driver prints the same text at error level.',
    meant: 'Linux 1.0.0.',
    consequence: 'A line with this text is ignored only when it is ENA’s.',
  },
  {
    about: '"Set host attribute isn’t supported"',
    page: 'A line that may be ignored.',
    driver: 'Only 1.0.0 and kernel 4.9 print it. "Cannot set host attributes" remains.',
    meant: 'Linux 1.0.0.',
    consequence: 'The later line is ignored too, as long as nothing else fails beside it.',
  },
  {
    about: '"failed to alloc buffer for rx queue"',
    page: 'A line that may be ignored.',
    driver: 'Reads "Failed to allocate buffer for rx queue" since 2.2.11.',
    meant: 'Linux before 2.2.11.',
    consequence: 'Both wordings are known; repeated ones count as memory pressure.',
    statistics: ['rx_page_alloc_fail', 'rx_refil_partial'],
  },
  {
    about: '"Trying to set unsupported AENQ events"',
    page: 'AENQ in capitals.',
    driver: 'aenq in small letters, in every release.',
    meant: 'No driver.',
    consequence: 'A literal search for the page’s wording finds nothing.',
  },
  {
    about: 'the sample log of a reset',
    page: 'Wording of 2016, with "Device watchdog is Enabled" and io_suspend.',
    driver: 'Most lines have changed since, several of them twice.',
    meant: 'Linux 1.0.0.',
    consequence: 'Every wording is read with the releases that print it.',
  },
  {
    about: '"Device reset completed"',
    page: 'The sign that the reset went well.',
    driver:
      'From 2.6.0 to 2.13.0 printed even when the adapter could not be restored; since 2.13.1 with a status, at error level even when all is well.',
    meant: 'Linux before 2.6.0.',
    consequence: 'Success is believed only where the release tells the truth, and the status decides, not the level.',
    statistics: ['reset_fail'],
  },
  {
    about: 'sub-optimal configuration notifications',
    page: 'Called warnings.',
    driver: 'Printed at info level, since 2.9.0.',
    meant: 'Linux since 2.9.0.',
    consequence: 'A log filtered for warnings does not have them.',
  },
  {
    about: 'io_suspend and io_resume',
    page: 'Unsupported, always zero (the older page); gone, with suspend and resume in their place (the newer one).',
    driver:
      'Up to 1.2.0 they counted requests of the device; suspend and resume, since 1.3.0, count sleep of the system.',
    meant: 'Linux up to 1.2.0.',
    consequence: 'They are two pairs of counters, not one renamed.',
    statistics: ['io_suspend', 'io_resume', 'suspend', 'resume'],
  },
];
