import type { Span } from './span.ts';

const since = (release: string, kernels?: string): Span => ({
  releases: `>=${release}`,
  ...(kernels === undefined ? {} : { kernels }),
});
const between = (releases: string, kernels?: string): Span => ({
  releases,
  ...(kernels === undefined ? {} : { kernels }),
});

/**
 * What some versions do and others do not, as far as it shows outside of the driver. Found by comparing every release.
 * Kernels take over changes later than releases, and not all of them.
 */
// biome-ignore format: a table
export const behaviours = {
  /** Tells the device why it resets it. */
  tellsReason: since('1.2.0', '>=4.19'),
  /** Uses the second nibble of the reason. */
  extendedReasons: since('2.9.0'),
  /** Masks the management interrupt while it polls. */
  masksWhilePolling: since('1.2.0', '>=4.19'),
  /** Checks the version of the device, not only that of its controller. */
  checksDeviceVersion: between('<2.0.2', '<5.10'),
  /** Makes EPERM of what is not supported. */
  permissionError: between('<1.2.0', '4.9'),
  /** Tells the guest's data before anything else; older ones after the event groups. */
  hostInfoFirst: since('1.1.2', '>=4.19'),
  /** Tells the guest's data at all. The driver of the vendor's page did not, only its debug area. */
  hostInfo: since('1.0.0', '>=4.9'),
  /** Offers its debug area when the interface has its name already. */
  registersFirst: since('2.17.0'),
  hints: since('1.1.2', '>=4.19'),
  extendedQueues: since('1.6.0', '>=5.10'),
  llq: since('2.0.2', '>=5.10'),
  /** Follows the entry size the device recommends. */
  llqRecommendation: since('2.9.0'),
  /** Creates queues of half the depth when the device has no room. */
  ringBackOff: since('2.1.0', '>=5.10'),
  /** Says that delays stay as they are. */
  keepsDelays: since('2.8.3'),
  /** Asks whether the device answers before it resets it. */
  livenessProbe: since('2.6.0'),
  refreshesCapabilities: since('2.6.0'),
  configurationEvents: since('2.9.0'),
  deviceResetRequests: since('2.12.0'),
  suspendEvents: between('<1.3.0', '<4.19'),
  /** The first interrupt of each queue is waited for. */
  firstInterruptCheck: since('1.5.0', '>=4.19'),
  /** A reason of its own for that. */
  firstInterruptReason: since('2.13.0'),
  emptyRingCheck: since('1.2.0', '>=4.19'),
  /** Tells a poller that does not run from completions that do not come. */
  suspectsStarvation: since('2.7.2', '>=6.7'),
  /** Looks into the completion queue before it blames the device. */
  looksForCompletions: since('2.9.0'),
  /** Holds what it finds there against what is overdue, also where the first interrupt is missing. */
  weighsCompletions: since('2.16.0'),
  /** Compares microseconds since the poller ran with a limit in milliseconds. */
  mixesTimeUnits: between('2.7.2-2.8.9', '>=6.7'),
  /** Sums overdue packets up in two lines. */
  sumsLatePackets: since('2.17.0'),
  /** The counter of overdue packets shows the last check only. */
  overwritesMissedTx: between('<2.3.0', '<5.14'),
  /** The counter counts each overdue packet once. */
  countsMissedTxOnce: since('2.8.3'),
  /** Only packets newly found overdue count for the threshold. */
  thresholdOfNewOnly: between('2.8.3-2.10.0'),
  /** Tells the device of completions that no interrupt announced. */
  lostInterruptHint: since('2.16.0'),
  adminInterruptReason: since('2.11.0'),
  /** Looks for a keep-alive that lies unread. */
  looksForKeepAlive: since('2.12.0'),
  /** The reset asked for first keeps its reason, unless that is 0. */
  firstRequestWins: since('2.17.0'),
  /** Prints the trigger and the dump when the reset begins, not when it is decided. */
  dumpsInResetWork: since('2.16.0'),
  /** Leaves out the dump where nothing failed. */
  dumpsFailuresOnly: since('2.6.1', '>=5.17'),
  /** Dumps sums and a few counters of each queue. */
  shortDump: since('2.14.0'),
  /** Prints the banner of success whatever came of it. */
  completesAlways: between('2.6.0-2.13.0', '>=5.17'),
  completesWithStatus: since('2.13.1'),
  /** Drops told by keep-alives go on over a reset. */
  keepsDropTotals: since('2.16.0'),
  checksRxRequestId: since('1.2.0', '>=4.19'),
  missingPageResets: since('2.6.0', '>=5.17'),
  firstBitCheck: since('2.8.3', '>=6.12'),
  reservedBitCheck: since('2.10.0'),
  checksumChecked: since('2.0.2', '>=5.10'),
  /** Counts the Ethernet header among received bytes. */
  countsRxHeader: since('2.17.0'),
  shutdownReason: since('2.2.0', '>=5.10'),
  suspend: since('1.3.0', '>=4.19'),
  recoversOnClose: since('1.5.0', '>=4.19'),
  allowancesTried: between('2.2.10-2.5.0', '5.10-5.14'),
  allowances: since('2.6.0', '>=5.17'),
  express: since('2.8.0', '>=6.7'),
  customerMetrics: since('2.8.1', '>=6.7'),
  mutableTable: since('2.13.2'),
  /** Lists the counters of every queue there could be. */
  listsAllQueues: since('2.16.0'),
  rxHeadroom: since('2.5.0', '>=5.14'),
  rxOffset: since('2.1.4', '>=5.10'),
} as const satisfies Record<string, Span>;

export type Behaviour = keyof typeof behaviours;
