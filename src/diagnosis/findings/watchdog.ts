import type { FindingRow, Values } from './finding.ts';

const seconds = (ms: unknown) => (typeof ms === 'number' ? `${(ms / 1000).toFixed(1)} s` : undefined);

const starvationAdvice = [
  'Look for what held the CPU: `mpstat -P ALL 1`, steal time, soft lockups, interrupts pinned to a busy CPU (`/proc/interrupts`).',
  'Spread the load: more queues or vCPUs, RPS/XPS, irqbalance or explicit affinity away from isolated or real-time CPUs.',
];

/** Faults that the driver's once-a-second watchdog finds. */
export const watchdogFindings: readonly FindingRow[] = [
  {
    id: 'keep-alive-timeout',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'The driver saw no keep-alive from the device',
    meaning: ({ silenceMs }: Values) =>
      `The device posts a keep-alive every second; ${seconds(silenceMs) ? `none was seen for ${seconds(silenceMs)}` : "none was seen within the driver's limit"}, so the driver resets the adapter. Traffic stops until the reset ends. Either the device fell silent, or the guest did not run the interrupt that reads the event.`,
    advice: [
      'A single one that recovered needs nothing. When it repeats: save this report, stop and start the instance (it moves to another host), and open a support case with the report.',
      'Look for guest causes first: soft lockups, steal time, a management interrupt (`ena-mgmnt@pci:…`) bound to a starved CPU.',
    ],
    examples: [
      'ena 0000:00:05.0 eth0: Keep alive watchdog timeout.',
      '[18509.800135] ena 0000:00:07.0 eth1: Keep alive watchdog timeout, 6004 msecs since last keep alive.',
    ],
    counterexamples: [
      'ena 0000:00:05.0: Device watchdog is Enabled',
      'infiniband rdmap0s6: Keep alive watchdog timeout.',
    ],
  },
  {
    id: 'missed-admin-interrupt',
    severity: 'critical',
    blame: 'guest-cpu',
    confidence: 'certain',
    title: 'An admin event lay unread because no interrupt came',
    meaning:
      'The device had answered: the completion or keep-alive was already in memory, but the interrupt that announces it was never run. That is the guest or its interrupt path (starved CPU, masked or misrouted vector), not the device (reset reason 18).',
    advice: [
      'Find the management vector (`grep ena-mgmnt /proc/interrupts`) and see whether its count rises; move it to a CPU that is free.',
      ...starvationAdvice,
    ],
    examples: [
      "ena 0000:00:05.0 eth0: The ena device sent a completion but the driver didn't receive a MSI-X interrupt (cmd 8), autopolling mode is OFF",
    ],
  },
  {
    id: 'tx-completion-missing',
    severity: 'warning',
    blame: 'unknown',
    confidence: 'certain',
    title: 'Transmitted packets got no completion in time',
    meaning: ({ missed, threshold, sinceNapiMs }: Values) =>
      `Packets handed to the device were not reported as sent within the limit (5 s by default)${missed !== undefined && threshold !== undefined ? `; ${missed} were overdue in one queue, above the threshold of ${threshold}, so the driver resets the adapter` : ''}. Most often the CPU that should collect completions did not get to run${typeof sinceNapiMs === 'number' && sinceNapiMs >= 1000 ? ` (its poller last ran ${(sinceNapiMs / 1000).toFixed(1)} s ago)` : ''}; rarely the device did not complete them.`,
    advice: [
      ...starvationAdvice,
      'If CPUs are idle and it repeats: save this report, stop and start the instance, and open a support case.',
    ],
    examples: [
      "ena 0000:00:05.0 eth0: Found a Tx that wasn't completed on time, qid 2, index 961.",
      "ena 0000:00:05.0 eth0: TX hasn't completed, qid 3, index 12. 5100 msecs since last interrupt, 4 msecs since last napi execution, napi scheduled: 0",
      'ena 0000:00:05.0 eth0: The number of lost tx completions is above the threshold (156 > 128). Reset the device',
    ],
    counterexamples: ['ena 0000:00:05.0 eth0: Free uncompleted tx skb qid 3 idx 0x7'],
  },
  {
    id: 'tx-timeout-netdev-watchdog',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: "The network stack's transmit watchdog fired",
    meaning:
      'A transmit queue stayed stopped for longer than the stack allows (5 s by default), so the driver resets the adapter. A starved CPU, a lost interrupt and a device that stopped completing all look like this; the lines around it tell them apart.',
    advice: [
      ...starvationAdvice,
      'With idle CPUs: compare `queue_N_tx_cnt` and doorbells of that queue over time, and open a support case if it repeats.',
    ],
    examples: [
      'NETDEV WATCHDOG: eth0 (ena): transmit queue 1 timed out',
      'ena 0000:00:05.0 eth0: TX q 2 is paused for too long (threshold 5000000). Time since last napi 6100000 usec. napi scheduled: 1',
      'ena 0000:00:05.0 ens5: Transmit time out',
    ],
    counterexamples: ['NETDEV WATCHDOG: eth0 (virtio_net): transmit queue 1 timed out'],
  },
  {
    id: 'napi-starvation',
    severity: 'critical',
    blame: 'guest-cpu',
    confidence: 'certain',
    title: 'The poller was scheduled but did not get to run',
    meaning:
      'The interrupt came and the poll routine was scheduled, yet no CPU ran it for seconds. The guest starves its own network processing: ENA is the victim (reset reason 15).',
    advice: starvationAdvice,
    examples: ["ena 0000:00:05.0 eth0: napi handler hasn't been called for a long time but is scheduled"],
  },
  {
    id: 'soft-lockup-cpu',
    severity: 'warning',
    blame: 'guest-cpu',
    confidence: 'certain',
    title: 'The kernel reports a stuck CPU',
    meaning:
      'A CPU did not schedule for many seconds (soft lockup, RCU stall or hung task). While it was stuck, interrupts and pollers of the adapter bound to it did not run: keep-alives and completions go unread, and resets that follow are a consequence.',
    advice: [
      'Read the stack trace below the line: it names the code that held the CPU.',
      'Check steal time and CPU credits (burstable types), memory pressure, and real-time or isolated CPUs.',
    ],
    examples: [
      'watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kworker/3:1:2345]\nena 0000:00:05.0 eth0: Keep alive watchdog timeout.',
      'watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [ksoftirqd/0:9]\nCall trace:\n tcp_wfree+0x15c/0x168\n ena_io_poll+0x54c/0x8f0 [ena]',
    ],
    counterexamples: [
      'watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [ksoftirqd/0:9]\nModules linked in: ena\nCall trace:\n tcp_wfree+0x15c/0x168',
    ],
  },
  {
    id: 'missed-interrupt',
    severity: 'critical',
    blame: 'guest-cpu',
    confidence: 'certain',
    title: 'A queue had completions but no interrupt was taken',
    meaning:
      'The device had written completions, but the interrupt for the queue was not seen (reset reason 14; 20 when not a single one came since the queue was created). The vector is masked, misrouted or bound to a CPU that does not serve it.',
    advice: [
      'Look at the vector in `/proc/interrupts` and its `smp_affinity`; check irqbalance, isolated CPUs, and interrupt remapping after a live update or migration.',
      'At boot or right after creation: reload the driver; if it repeats, use another kernel or driver and open a support case.',
    ],
    examples: [
      'ena 0000:00:05.0 eth0: Potential MSIX issue on Rx side Queue = 1. Reset the device',
      'ena 0000:00:05.0 eth0: Completion descriptors found in CQ 3',
    ],
    counterexamples: ['ena 0000:00:05.0 eth0: No completion descriptors found in CQ 3'],
  },
  {
    id: 'rx-ring-stalled',
    severity: 'warning',
    blame: 'guest-memory',
    confidence: 'certain',
    title: 'A receive ring ran empty and stayed empty',
    meaning:
      'The driver could not give the device any receive buffer, so incoming packets are dropped; it now schedules a refill by hand. Buffers could not be allocated: the guest is short of memory.',
    advice: [
      'Check free memory and fragmentation; raise `vm.min_free_kbytes` (1 to 3 % of RAM is the usual advice).',
      'On small instances use fewer queues or smaller receive rings.',
    ],
    examples: ['ena 0000:00:05.0 eth0: Trigger refill for ring 2', 'ena 0000:00:05.0 eth0: trigger refill for ring 2'],
  },
];
