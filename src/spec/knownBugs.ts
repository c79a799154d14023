import type { EventId } from './events/index.ts';
import type { TimerDriver } from './timers.ts';
import { inRange, type Version } from './versions.ts';

/** Something that must have been seen for a defect to be suspected. */
export type Sign =
  | { readonly event: EventId; readonly atLeast?: number }
  /** A function of the driver in the trace of a crash. */
  | { readonly frame: string }
  /** Id of a statistic, above zero. */
  | { readonly statistic: string };

/** A defect of a driver that a later release mended. */
export interface KnownBug {
  /** What stands after `known-driver-bug:`. */
  readonly name: string;
  readonly driver: TimerDriver;
  /** What a person sees. */
  readonly symptom: string;
  /** Releases that have it, in the notation of `inRange`. */
  readonly affected: string;
  /** First release without it; absent while there is none. */
  readonly fixedIn?: string;
  /** Upstream kernels known to have it too. */
  readonly kernels?: string;
  /** `harm`: something breaks. `display`: all is well, only what is printed misleads. */
  readonly effect: 'harm' | 'display';
  /**
   * All of these must be seen to suspect it. Empty where nothing shows it, or nothing that does not mostly have other
   * causes: such a row only explains.
   */
  readonly shows: readonly Sign[];
  readonly note?: string;
}

/** Source: the drivers' release notes; rows noted "found by comparing releases" from the sources themselves. */
// biome-ignore format: a table
export const knownBugs: readonly KnownBug[] = [
  { name: 'admin-context-occupied', driver: 'linux', symptom: '"Completion context is occupied", and the admin queue stops: submitting and completing a command race.', affected: '<1.2.0', fixedIn: '1.2.0', effect: 'harm', shows: [{ event: 'admin-protocol-violation' }] },
  { name: 'admin-polling-false-timeout', driver: 'linux', symptom: '"Wait for completion (polling) timeout" although the device did complete the command.', affected: '<1.2.0', fixedIn: '1.2.0', effect: 'harm', shows: [{ event: 'admin-polling-timeout' }] },
  { name: 'busy-poll-interrupt-lost', driver: 'linux', symptom: 'With busy polling the interrupt of a queue is never allowed again; its traffic stalls. Kernels 4.5 to 4.9.', affected: '<1.2.0', fixedIn: '1.2.0', effect: 'harm', shows: [] },
  { name: 'rx-ring-never-refilled', driver: 'linux', symptom: 'After memory ran out once, Rx stops for ever, and no line says so.', affected: '<1.2.0', fixedIn: '1.2.0', effect: 'harm', shows: [{ event: 'rx-buffer-allocation-failed' }, { statistic: 'rx_refil_partial' }], note: '1.2.0 adds the empty_rx_ring counter and "Trigger refill for ring".' },
  { name: 'keep-alive-uninitialised', driver: 'linux', symptom: 'One keep-alive reset right after the driver was loaded: the time of the last keep-alive was never set.', affected: '<1.1.2', fixedIn: '1.1.2', effect: 'harm', shows: [], note: 'A reset like any other shows it: only limits-too-tight is suspected.' },
  { name: 'limits-too-tight', driver: 'linux', symptom: 'Keep-alive limit of 3 s and admin limit of 1 s: short pauses of the guest reset the adapter.', affected: '<1.1.2', fixedIn: '1.1.2', effect: 'harm', shows: [{ event: 'keep-alive-lost' }], note: '6 s and 3 s since.' },
  { name: 'counters-wrap', driver: 'linux', symptom: 'Traffic counters of ifconfig and ethtool fall back to 0 at 4294967296.', affected: '<1.4.0', fixedIn: '1.4.0', effect: 'display', shows: [], note: 'On kernels before 3.2.36 mended in 1.3.0.' },
  { name: 'link-up-during-reset', driver: 'linux', symptom: 'Crash when the link comes up during a reset.', affected: '<2.1.0', fixedIn: '2.1.0', effect: 'harm', shows: [], note: 'Mended in 1.4.0 first, and for good in 2.1.0.' },
  { name: 'first-interrupt-undetected', driver: 'linux', symptom: 'A queue stays silent after bring-up because its first interrupt was lost, and nothing notices.', affected: '<1.5.0', fixedIn: '1.5.0', effect: 'harm', shows: [], note: '1.5.0 adds "Potential MSIX issue".' },
  { name: 'close-hangs', driver: 'linux', symptom: 'Closing the interface hangs after it could not be taken down.', affected: '<1.5.0', fixedIn: '1.5.0', effect: 'harm', shows: [] },
  { name: 'hot-unplug-panic', driver: 'linux', symptom: 'Panic when the adapter is unplugged on bare metal.', affected: '<1.6.0', fixedIn: '1.6.0', effect: 'harm', shows: [] },
  { name: 'failed-restart-corrupts', driver: 'linux', symptom: 'Memory is corrupted when a restart failed and the adapter is then removed.', affected: '<2.0.2', fixedIn: '2.0.2', effect: 'harm', shows: [] },
  { name: 'rx-drops-at-bring-up', driver: 'linux', symptom: 'Rx drops because the rings could not be had in full size at bring-up.', affected: '<2.1.0', fixedIn: '2.1.0', effect: 'harm', shows: [], note: '2.1.0 tries again with smaller rings and says so.' },
  { name: 'llq-header-size-lost', driver: 'linux', symptom: 'The large LLQ setting is lost in a reset: driver and device disagree about the header size, and transmission fails.', affected: '2.1.0-2.1.2', fixedIn: '2.1.3', effect: 'harm', shows: [{ event: 'reset-completed' }, { event: 'tx-prepare-failed' }] },
  { name: 'endless-keep-alive-resets', driver: 'linux', symptom: '"Keep alive watchdog timeout." comes back after every reset.', affected: '<2.1.3', fixedIn: '2.1.3', effect: 'harm', shows: [{ event: 'keep-alive-lost', atLeast: 3 }] },
  { name: 'admin-command-during-removal', driver: 'linux', symptom: 'Crash when an admin command runs while the adapter is removed.', affected: '<2.1.3', fixedIn: '2.1.3', effect: 'harm', shows: [] },
  { name: 'hibernation-invalid-state', driver: 'linux', symptom: 'A reset for invalid state (reason 8) at hibernation.', affected: '<2.2.0', fixedIn: '2.2.0', effect: 'harm', shows: [{ event: 'tx-prepare-failed' }, { statistic: 'suspend' }] },
  { name: 'tx-woken-while-down', driver: 'linux', symptom: 'A Tx queue is woken while the interface is down.', affected: '<2.2.0', fixedIn: '2.2.0', effect: 'harm', shows: [] },
  { name: 'channels-raised-crash', driver: 'linux', symptom: 'Crash when the channel count is raised after load or reset.', affected: '<2.2.0', fixedIn: '2.2.0', effect: 'harm', shows: [] },
  { name: 'tunnel-checksum', driver: 'linux', symptom: 'Wrong checksums in tunnels other than VXLAN.', affected: '2.2.0-2.2.2', fixedIn: '2.2.3', effect: 'harm', shows: [{ statistic: 'tx_encap_tx_csummed' }], note: 'The offload was taken back, and its counter with it.' },
  { name: 'rss-key-shared', driver: 'linux', symptom: 'Every host has the same RSS key, and setting RSS fails.', affected: '<2.2.4', fixedIn: '2.2.4', effect: 'harm', shows: [] },
  { name: 'rx-offset-corruption', driver: 'linux', symptom: 'Received data are shifted or damaged on devices that use an Rx offset.', affected: '2.1.4-2.2.5', fixedIn: '2.2.6', effect: 'harm', shows: [], note: 'Switched off in 2.2.6, back in order in 2.2.8.' },
  { name: 'kexec-dma', driver: 'linux', symptom: 'After kexec the device still writes to memory, or the first probe fails.', affected: '<2.2.8', fixedIn: '2.2.8', effect: 'harm', shows: [], note: '2.2.8 adds a shutdown hook.' },
  { name: 'coalescing-load-failure', driver: 'linux', symptom: 'The driver does not load on kernels from 5.7 on.', affected: '<2.2.9', fixedIn: '2.2.9', effect: 'harm', shows: [] },
  { name: 'reset-after-destroy', driver: 'linux', symptom: 'A reset runs although the device was taken down already.', affected: '<2.2.11', fixedIn: '2.2.11', effect: 'harm', shows: [] },
  { name: 'bar2-remapped', driver: 'linux', symptom: 'Each reset maps the device memory anew.', affected: '<2.2.11', fixedIn: '2.2.11', effect: 'harm', shows: [] },
  { name: 'anonymous-admin-lines', driver: 'linux', symptom: 'Lines of the admin queue name no interface: with several they cannot be told apart.', affected: '<2.3.0', fixedIn: '2.3.0', effect: 'display', shows: [] },
  { name: 'work-after-free', driver: 'linux', symptom: 'Crash at removal: the timer or the reset runs after everything was freed.', affected: '<2.3.0', fixedIn: '2.3.0', effect: 'harm', shows: [] },
  { name: 'iommu-32-bit', driver: 'linux', symptom: 'Slow with an Intel IOMMU: only addresses of 32 bits are used.', affected: '<2.3.0', fixedIn: '2.3.0', effect: 'harm', shows: [] },
  { name: 'missed-tx-overwritten', driver: 'linux', symptom: 'missed_tx is small or 0 although transmission stalls: each check overwrites it.', affected: '1.3.0-2.2.11', fixedIn: '2.3.0', effect: 'display', shows: [{ event: 'tx-completions-lost' }] },
  { name: 'reset-hammers-dead-device', driver: 'linux', symptom: 'The driver resets an unresponsive device again and again.', affected: '<2.6.0', fixedIn: '2.6.0', effect: 'harm', shows: [{ event: 'reset-triggered', atLeast: 3 }, { event: 'register-read-timeout' }], note: '2.6.0 waits ("FW isn’t responsive, skipping reset routine").' },
  { name: 'rx-request-id-ignored', driver: 'linux', symptom: 'An invalid Rx request id is ignored, and the queue stalls.', affected: '<2.6.0', fixedIn: '2.6.0', effect: 'harm', shows: [{ statistic: 'rx_bad_req_id' }], note: 'A reset (reason 4) since.' },
  { name: 'toeplitz-initial-value', driver: 'linux', symptom: 'Flows land on other queues than computed: the hash starts from 0 until a key is set.', affected: '2.2.11-2.6.1', fixedIn: '2.7.0', effect: 'harm', shows: [] },
  { name: 'numa-register', driver: 'linux', symptom: 'The NUMA hint is written too seldom or too often; latency suffers.', affected: '2.7.0', fixedIn: '2.7.1', effect: 'harm', shows: [] },
  { name: 'page-reuse-corruption', driver: 'linux', symptom: 'Received data are damaged: pages are used again with too little room left.', affected: '2.7.0-2.7.3', fixedIn: '2.7.4', effect: 'harm', shows: [] },
  { name: 'tx-timeout-without-detail', driver: 'linux', symptom: 'Lines about late Tx completions tell neither when the poller ran nor whether it was scheduled.', affected: '<2.7.2', fixedIn: '2.7.2', effect: 'display', shows: [{ event: 'tx-completion-late' }] },
  { name: 'tx-placement-after-reset', driver: 'linux', symptom: 'Transmission uses the wrong placement after a reset.', affected: '<2.8.1', fixedIn: '2.8.1', effect: 'harm', shows: [] },
  { name: 'swiotlb-corruption', driver: 'linux', symptom: 'Received data are damaged in encrypted guests (bounce buffers).', affected: '2.5.0-2.8.2,2.8.5', fixedIn: '2.8.6', effect: 'harm', shows: [], note: 'Mended in 2.8.3, broken again in 2.8.5, mended in 2.8.6; for XDP in 2.10.0.' },
  { name: 'napi-skb-refcount', driver: 'linux', symptom: 'Crashes or wrong reference counts of packets.', affected: '2.8.1-2.8.3', fixedIn: '2.8.4', effect: 'harm', shows: [], note: 'The optimisation was taken back, and returned in 2.17.0.' },
  { name: 'missed-tx-recounted', driver: 'linux', symptom: 'missed_tx is far too high: each check counts the same overdue packets again.', affected: '2.3.0-2.8.2', fixedIn: '2.8.3', kernels: '5.10-6.12', effect: 'display', shows: [{ statistic: 'tx_missed_tx' }], note: 'Found by comparing releases. Kernels up to at least 6.12 do the same.' },
  { name: 'tx-stall-never-resets', driver: 'linux', symptom: 'Transmission stalls with more than 128 overdue packets, found over several checks, and no reset comes.', affected: '2.8.3-2.10.0', fixedIn: '2.11.0', effect: 'harm', shows: [], note: 'Found by comparing releases.' },
  { name: 'missing-tx-time-units', driver: 'linux', symptom: 'Late Tx completions are judged with mixed units of time.', affected: '<2.9.0', fixedIn: '2.9.0', effect: 'harm', shows: [] },
  { name: 'long-headers-dropped', driver: 'linux', symptom: 'Packets with long headers (IPv6 or TCP options, over 96 bytes) vanish.', affected: '<2.9.0', fixedIn: '2.9.0', effect: 'harm', shows: [], note: 'On Nitro v4 and later only: 2.9.0 follows the device’s wish for wide LLQ entries. Elsewhere force_large_llq_header=1 is needed.' },
  { name: 'tx-ring-512', driver: 'linux', symptom: 'The Tx ring is limited to 512 after an update.', affected: '2.9.0-2.10.0', fixedIn: '2.11.0', effect: 'harm', shows: [], note: 'By design with wide LLQ entries; 2.11.0 uses the depth the device allows.' },
  { name: 'interrupt-after-admin-timeout', driver: 'linux', symptom: 'Crash when an interrupt comes after an admin command was given up.', affected: '<2.10.0', fixedIn: '2.10.0', effect: 'harm', shows: [] },
  { name: 'skb-truesize', driver: 'linux', symptom: 'Sockets are charged the wrong amount of memory for received packets.', affected: '<2.10.0', fixedIn: '2.10.0', effect: 'harm', shows: [] },
  { name: 'reset-reason-untold', driver: 'linux', symptom: 'Nothing tells which reset happened.', affected: '<2.10.0', fixedIn: '2.10.0', effect: 'display', shows: [], note: '2.10.0 adds a counter for each reason.' },
  { name: 'doorbell-forgotten', driver: 'linux', symptom: 'Packets stay stuck after the last one of a burst was dropped: the doorbell is not rung.', affected: '<2.12.0', fixedIn: '2.12.0', effect: 'harm', shows: [] },
  { name: 'rx-dropped-includes-xdp', driver: 'linux', symptom: 'rx_dropped of the interface includes what XDP dropped on purpose.', affected: '<2.12.0', fixedIn: '2.12.0', effect: 'display', shows: [{ statistic: 'rx_xdp_drop' }] },
  { name: 'aborted-admin-command', driver: 'linux', symptom: 'A cancelled admin command is taken for one that timed out.', affected: '<2.12.0', fixedIn: '2.12.0', effect: 'display', shows: [{ event: 'admin-completion-missing' }, { statistic: 'ena_admin_q_aborted_cmd' }] },
  { name: 'moderation-setting-lost', driver: 'linux', symptom: 'Adaptive moderation overrides what the user set.', affected: '<2.12.3', fixedIn: '2.12.3', effect: 'harm', shows: [] },
  { name: 'metrics-corruption', driver: 'linux', symptom: 'Reading allowance metrics corrupts memory.', affected: '2.8.1-2.12.3', fixedIn: '2.13.0', effect: 'harm', shows: [] },
  { name: 'false-success-banner', driver: 'linux', symptom: '"Device reset completed successfully" is printed although the adapter could not be restored.', affected: '2.6.0-2.13.0', fixedIn: '2.13.1', kernels: '5.17-6.12', effect: 'display', shows: [{ event: 'reset-completed' }, { event: 'reset-failed' }], note: 'Found by comparing releases. Since 2.13.1 the line tells the status.' },
  { name: 'rps-crash', driver: 'linux', symptom: 'Crash when received packets are steered (RPS).', affected: '<2.13.2', fixedIn: '2.13.2', effect: 'harm', shows: [] },
  { name: 'qid-req-id-swapped', driver: 'linux', symptom: 'Queue and request id stand in each other’s place in lines about bad ids.', affected: '2.13.0-2.13.3', fixedIn: '2.14.0', effect: 'display', shows: [{ event: 'tx-request-id-invalid' }] },
  { name: 'irq-free-warning', driver: 'linux', symptom: 'A warning with a trace when interrupts are freed.', affected: '<2.14.0', fixedIn: '2.14.0', effect: 'display', shows: [] },
  { name: 'admin-completion-lost', driver: 'linux', symptom: 'An admin completion is lost between the end of the wait and the interrupt.', affected: '<2.15.0', fixedIn: '2.15.0', effect: 'harm', shows: [] },
  { name: 'too-many-buffers', driver: 'linux', symptom: 'Packets are dropped for having too many buffers although they fit.', affected: '<2.15.0', fixedIn: '2.15.0', effect: 'harm', shows: [] },
  { name: 'missing-tx-misjudged', driver: 'linux', symptom: 'A reset for missing Tx completions is given the wrong reason (3 instead of 14 or 20).', affected: '<2.16.0', fixedIn: '2.16.0', effect: 'display', shows: [{ event: 'tx-completions-unread' }, { statistic: 'missing_tx_cmpl' }] },
  { name: 'rss-after-channel-change', driver: 'linux', symptom: 'Flows are spread wrongly after the channel count changed.', affected: '<2.16.0', fixedIn: '2.16.0', effect: 'harm', shows: [] },
  { name: 'drops-fall-back', driver: 'linux', symptom: 'Drops and overruns of the interface fall back to 0 in a reset.', affected: '<2.16.0', fixedIn: '2.16.0', effect: 'display', shows: [] },
  { name: 'metrics-garbage', driver: 'linux', symptom: 'Allowance and ENA Express counters show garbage when they cannot be read.', affected: '<2.16.0', fixedIn: '2.16.0', effect: 'display', shows: [{ event: 'statistics-query-failed' }] },
  { name: 'clock-fails-probe', driver: 'linux', symptom: 'The adapter cannot be used because its hardware clock could not be set up.', affected: '2.8.0-2.15.0', fixedIn: '2.16.0', effect: 'harm', shows: [{ event: 'phc-setup-failed' }, { event: 'probe-step-failed' }] },
  { name: 'lost-interrupt', driver: 'linux', symptom: 'A queue waits for ever after an interrupt was lost.', affected: '<2.16.0', fixedIn: '2.16.0', effect: 'harm', shows: [], note: '2.16.0 nudges the device and counts lost_interrupt.' },
  { name: 'rx-bytes-without-header', driver: 'linux', symptom: 'rx_bytes is too small by 14 bytes a packet.', affected: '<2.17.0', fixedIn: '2.17.0', effect: 'display', shows: [] },
  { name: 'tx-burst-limit', driver: 'linux', symptom: 'The doorbell is rung too seldom or too often: the limit of a burst is computed wrongly.', affected: '<2.17.0', fixedIn: '2.17.0', effect: 'harm', shows: [] },
  { name: 'reset-info-freed-unset', driver: 'linux', symptom: 'Crash when an interface is detached: reset information is freed that was never set up.', affected: '2.17.0', effect: 'harm', shows: [{ frame: 'ena_reset_reason_info_free' }], note: 'Reported for kernel 6.12 of Amazon Linux 2023 (amzn-drivers issues 379 and 380).' },
  { name: 'page-cache-crash', driver: 'linux', symptom: 'Crash in the local page cache of the receive path.', affected: '2.12.0-2.12.2', effect: 'harm', shows: [{ frame: 'ena_lpc_get_page' }], note: 'Reported by users; the release that mends it is not known. lpc_size=0 avoids the code.' },
  { name: 'napi-cpu-swapped', driver: 'linux', symptom: '"[2/2] qid: X, … napi CPU: Y" prints two values in each other’s place.', affected: '2.17.0', effect: 'display', shows: [{ event: 'tx-completion-late-detail' }], note: 'Found by comparing releases.' },
  { name: 'clock-read-failure-used', driver: 'linux', symptom: 'A time stamp is used although reading the clock failed.', affected: '2.8.0-2.16.1', fixedIn: '2.17.0', kernels: '6.17', effect: 'harm', shows: [] },
  { name: 'freebsd-missing-tx-count', driver: 'freebsd', symptom: 'missing_tx_comp counts overdue packets wrongly.', affected: '<2.8.0', fixedIn: '2.8.0', effect: 'display', shows: [{ statistic: 'tx_missed_tx' }] },
  { name: 'freebsd-llq-width', driver: 'freebsd', symptom: 'Ordinary LLQ entries are set up with the wrong width.', affected: '<2.8.1', fixedIn: '2.8.1', effect: 'harm', shows: [] },
  { name: 'freebsd-jumbo-throughput', driver: 'freebsd', symptom: 'Low throughput with jumbo frames: the Rx budget counts packets, not descriptors.', affected: '<2.8.3', fixedIn: '2.8.3', effect: 'harm', shows: [] },
  { name: 'freebsd-reset-reason-untold', driver: 'freebsd', symptom: 'Nothing tells which reset happened.', affected: '<2.8.0', fixedIn: '2.8.0', effect: 'display', shows: [], note: '2.8.0 adds a counter for each reason.' },
  { name: 'freebsd-overruns-hidden', driver: 'freebsd', symptom: 'Packets lost to overruns show nowhere.', affected: '<2.8.3', fixedIn: '2.8.3', effect: 'display', shows: [], note: '2.8.3 adds hw_stats.rx_overruns.' },
];

/** What was seen of an adapter: how often each event, and which statistics stand above zero. */
export interface Seen {
  readonly events: ReadonlyMap<EventId, number>;
  readonly statistics: ReadonlySet<string>;
  /** Functions of the driver in traces of crashes. */
  readonly frames: ReadonlySet<string>;
}

/**
 * Defects that this release has and whose every sign was seen. Only releases are matched: a kernel's own driver
 * takes fixes at its own pace, and its number does not tell which.
 */
export function knownBugsShowing(version: Version, driver: TimerDriver, seen: Seen): readonly KnownBug[] {
  if (version.origin !== 'release') return [];
  return knownBugs.filter(
    (bug) =>
      bug.driver === driver &&
      bug.shows.length > 0 &&
      inRange(version, bug.affected) &&
      bug.shows.every((sign) =>
        'event' in sign
          ? (seen.events.get(sign.event) ?? 0) >= (sign.atLeast ?? 1)
          : 'frame' in sign
            ? seen.frames.has(sign.frame)
            : seen.statistics.has(sign.statistic),
      ),
  );
}
