import type { FindingRow, Values } from './finding.ts';

const supportCase = 'If it repeats: save this report, stop and start the instance, and open a support case.';

/** The control path: admin queue, register reads, probing. */
export const controlFindings: readonly FindingRow[] = [
  {
    id: 'admin-queue-timeout',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'An admin command got no completion',
    meaning:
      'The driver sent a command on the admin queue and no completion arrived within its limit (3 s by default). The admin queue is stopped after that, and a reset follows.',
    advice: [
      'Look for a starved CPU around that time: a completion that is not collected looks the same to old drivers.',
      supportCase,
    ],
    examples: [
      "ena 0000:00:05.0 eth0: The ena device didn't send a completion for the admin cmd 8 status 0",
      'ena: Wait for completion (polling) timeout',
    ],
    counterexamples: [
      'infiniband rdmap0s6: Wait for completion (polling) timeout',
      'efa 0000:00:06.0: Wait for completion (polling) timeout',
    ],
  },
  {
    id: 'admin-queue-not-running',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'The admin queue left its running state',
    meaning:
      'A command timed out or its completion made no sense, so the driver stopped the admin queue; the adapter cannot be configured until the reset that follows.',
    advice: ['Find the admin line just before it: it names the command that failed.', supportCase],
    examples: ['ena 0000:00:05.0 eth0: ENA admin queue is not in running state!'],
  },
  {
    id: 'register-read-timeout-persistent',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'Register reads fail one after another',
    meaning: ({ neverAnswered }: Values) =>
      `Reads of the device's registers time out in sequence, or make a probe or reset fail: a driver or hardware problem, as AWS's page says.${neverAnswered ? ' The answers hold the value the driver had put there itself: the device never wrote one.' : ''}`,
    advice: [
      'Stop and start the instance: it moves to another host.',
      'If it stays: check that the driver fits the kernel (`modinfo ena`), and open a support case with this report.',
    ],
    examples: [
      'ena: Reading reg failed for timeout. expected: req id[1] offset[88] actual: req id[57006] offset[0]\nena: Reading reg failed for timeout. expected: req id[2] offset[8] actual: req id[57007] offset[0]\nena: Reg read32 timeout occurred',
    ],
    counterexamples: [
      'ena: Reading reg failed for timeout. expected: req id[1] offset[88] actual: req id[57006] offset[0]',
    ],
  },
  {
    id: 'register-read-timeout-transient',
    severity: 'notice',
    blame: 'device',
    confidence: 'certain',
    title: 'A single register read timed out',
    meaning:
      "One read got no answer in time and work went on; the driver retries. AWS's page says such intermittent entries are no issue.",
    advice: ['Nothing to do unless they come in sequence.'],
    examples: ['ena: Reading reg failed for timeout. expected: req id[1] offset[88] actual: req id[57006] offset[0]'],
  },
  {
    id: 'device-init-failed',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: 'The adapter could not be brought up',
    meaning:
      'Probing the adapter, or bringing its interface up, ended in failure: there is no working interface from it. The lines before name the step that failed.',
    advice: [
      'Read the first failing step in the evidence; a register read or admin timeout points to the device, an allocation to the guest.',
      'Try a newer driver; stop and start the instance; without network use the serial console or EC2 console output.',
    ],
    examples: [
      'ena 0000:00:05.0: ENA device init failed',
      'ena 0000:00:05.0: Can not reset device',
      '[    1.484711] ena: probe of 0000:00:05.0 failed with error -62',
      '[    1.484711] ena 0000:00:05.0: probe with driver ena failed with error -12',
      '00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)\n\tRegion 0: Memory at febf4000 (32-bit)\n\tKernel modules: ena',
    ],
    counterexamples: [
      'ena 0000:00:05.0: LLQ is not supported Fallback to host mode policy.',
      'efa 0000:00:06.0: Failed to init',
      '[    1.484711] nvme: probe of 0000:00:04.0 failed with error -62',
      '00:05.0 Ethernet controller: Amazon.com, Inc. Elastic Network Adapter (ENA)\n\tRegion 0: Memory at febf4000 (32-bit)\n\tKernel driver in use: ena\n\tKernel modules: ena',
    ],
  },
  {
    id: 'driver-invalid-state',
    severity: 'critical',
    blame: 'driver',
    confidence: 'certain',
    title: 'The driver found its own state invalid',
    meaning:
      'A step that cannot fail did fail inside the driver, so it resets the adapter (reset reason 8): a driver defect, or a ring out of step with the device.',
    advice: ['Upgrade the driver.', supportCase],
    examples: ['ena 0000:00:05.0 eth0: Failed to prepare tx bufs'],
  },
  {
    id: 'dpdk-port-start-failed',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: 'The DPDK driver cannot start the port',
    meaning: 'The poll-mode driver failed to initialise, start or restart its port; the lines around name the step.',
    advice: [
      'Check that the device is bound to vfio-pci or igb_uio (with write combining for LLQ), and that hugepages are free.',
      'Ask for rings that the device has: at most the size the line names.',
      'After a reset event the application must call `rte_eth_dev_reset`; look whether it does.',
    ],
    examples: [
      'ENA_DRIVER: ena_queue_start(): Failed to populate Rx ring',
      'EAL:   probe driver: 1d0f:ec20 net_ena\nInvalid value for nb_tx_desc(=2048), should be: <= 1024, >= 128, and a product of 1',
      'ENA_DRIVER: ena_tx_queue_setup(): Unsupported size of Tx queue (max size: 512)',
    ],
    counterexamples: [
      'EAL:   probe driver: 8086:10ed net_ixgbe_vf\nInvalid value for nb_tx_desc(=8192), should be: <= 4096, >= 32, and a product of 8',
      'ENA_DRIVER: eth_ena_xmit_pkts(): Trying to xmit pkts while device is NOT running',
    ],
  },
];
