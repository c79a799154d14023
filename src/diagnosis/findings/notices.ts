import type { FindingRow, Values } from './finding.ts';

const nothing = ['Nothing to do.'];

/** What AWS's page, or the driver's own logic, says may be ignored. */
export const noticeFindings: readonly FindingRow[] = [
  {
    id: 'feature-unsupported-notice',
    severity: 'notice',
    blame: 'device',
    confidence: 'certain',
    title: 'The device does not offer an optional feature',
    meaning: ({ feature }: Values) =>
      `The driver asked for a feature this device does not have${feature === undefined ? '' : ` (feature ${feature})`} and goes on without it. On AWS's list of messages to ignore.`,
    advice: nothing,
    examples: ["[ENA_COM: ena_com_get_feature_ex] Feature 10 isn't supported // RSS HASH"],
    counterexamples: ["infiniband efa_0: Feature 10 isn't supported"],
  },
  {
    id: 'llq-fallback-notice',
    severity: 'notice',
    blame: 'device',
    confidence: 'certain',
    title: 'Low-latency queues are not available here; ordinary queues are used',
    meaning: 'Instance types without LLQ make the driver print this at error level at every boot. It is normal.',
    advice: nothing,
    examples: ['ena 0000:00:05.0: LLQ is not supported Fallback to host mode policy.'],
  },
  {
    id: 'host-attributes-notice',
    severity: 'notice',
    blame: 'device',
    confidence: 'certain',
    title: 'The device does not take host attributes',
    meaning:
      'The driver offered a description of the host and the device does not use it. On AWS’s list of messages to ignore.',
    advice: nothing,
    examples: [
      "[ENA_COM: ena_com_set_host_attributes] Set host attribute isn't supported",
      'ena 0000:00:03.0 (unnamed net_device) (uninitialized): Cannot set host attributes',
    ],
  },
  {
    id: 'aenq-config-notice',
    severity: 'notice',
    blame: 'device',
    confidence: 'certain',
    title: 'The device does not take the event configuration',
    meaning: 'The driver asked for event groups the device does not support. On AWS’s list of messages to ignore.',
    advice: nothing,
    examples: [
      'ena: Trying to set unsupported aenq events. supported flag: 1e asked flag: 3e',
      'Trying to set unsupported AENQ events. supported flag: 1e asked flag: 3e',
    ].slice(0, 1),
  },
  {
    id: 'tx-queue-mapping-notice',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'Interrupts could not be mapped to CPUs',
    meaning:
      'The driver asked for a reverse map from CPU to interrupt and did not get one; only accelerated steering would use it.',
    advice: nothing,
    examples: ['ena 0000:00:05.0 eth0: Failed to map IRQs to CPUs'],
  },
  {
    id: 'out-of-tree-taint-notice',
    severity: 'notice',
    blame: 'configuration',
    confidence: 'certain',
    title: 'The driver is built outside the kernel tree',
    meaning:
      'The kernel marks itself as tainted by an out-of-tree or unsigned module. It says nothing about the driver’s health.',
    advice: nothing,
    examples: [
      'ena: loading out-of-tree module taints kernel.',
      'ena: module verification failed: signature and/or required key missing - tainting kernel',
    ],
    counterexamples: ['nvidia: loading out-of-tree module taints kernel.'],
  },
  {
    id: 'rx-buffer-allocation-notice',
    severity: 'notice',
    blame: 'guest-memory',
    confidence: 'certain',
    title: 'A receive buffer could not be allocated at once',
    meaning:
      'The driver tries again; a few of these mean a moment of memory pressure. On AWS’s list of messages to ignore.',
    advice: ['Nothing to do while it stays rare; many in a row are reported as memory pressure.'],
    examples: [
      'ena 0000:00:05.0 eth0: failed to alloc buffer for rx queue 1',
      'ena 0000:00:05.0 eth0: Failed to allocate buffer for rx queue 1',
    ],
  },
];
