import type { FindingRow, Values } from './finding.ts';

const supportCase =
  'Save this report, stop and start the instance (it moves to another host), and open a support case.';

/** Resets and what they come to. */
export const resetFindings: readonly FindingRow[] = [
  {
    id: 'device-reset',
    severity: 'warning',
    blame: 'unknown',
    confidence: 'certain',
    title: 'The adapter was reset',
    meaning: ({ outcome, resets }: Values) =>
      outcome === 'unknown'
        ? 'The driver began to reset the adapter; what is given here ends before the outcome.'
        : `The driver took the adapter down and brought it up again${typeof resets === 'number' && resets > 1 ? ` ${resets} times` : ''}. Traffic paused for a moment; TCP connections recover. A single reset is self-healing, the cause decides whether it matters.`,
    advice: ['Act on the cause of the reset; a single one that recovered needs nothing.'],
    examples: [
      'ena 0000:00:05.0 eth0: Trigger reset is on\nena 0000:00:05.0 eth0: Device reset completed successfully',
      'ena 0000:00:05.0 eth0: Trigger reset is on\nena 0000:00:05.0 eth0: Device reset completed, status: 0, Driver info: 2.13.1g',
    ],
    counterexamples: [
      'ena 0000:00:05.0 eth0: Trigger reset is on\nena 0000:00:05.0 eth0: Device reset completed, status: -62, Driver info: 2.13.1g',
    ],
  },
  {
    id: 'reset-loop',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: 'The same cause resets the adapter again and again',
    meaning: ({ resets, periodSeconds }: Values) =>
      `${resets ?? 'Several'} resets in a row${periodSeconds === undefined ? '' : `, one every ${periodSeconds} s,`} with the same cause: resetting does not cure it, and the network is unusable meanwhile.`,
    advice: [
      'Act on the cause; until then move the workload: stop and start the instance, or detach this interface if it is a secondary one.',
      'Upgrade the driver: several releases fixed endless resets.',
    ],
    examples: [
      [0, 60, 120, 180]
        .map(
          (s) =>
            `[${1000 + s}.000000] ena 0000:00:05.0 eth0: Keep alive watchdog timeout.\n[${1000 + s}.100000] ena 0000:00:05.0 eth0: Trigger reset is on\n[${1001 + s}.000000] ena 0000:00:05.0 eth0: Device reset completed successfully`,
        )
        .join('\n'),
    ],
    counterexamples: [
      '[1000.0] ena 0000:00:05.0 eth0: Keep alive watchdog timeout.\n[1000.1] ena 0000:00:05.0 eth0: Trigger reset is on\n[1001.0] ena 0000:00:05.0 eth0: Device reset completed successfully',
    ],
  },
  {
    id: 'reset-failed',
    severity: 'critical',
    blame: 'unknown',
    confidence: 'certain',
    title: 'A reset was tried and failed',
    meaning: ({ status }: Values) =>
      `The driver could not bring the adapter back${status === undefined ? '' : ` (status ${status})`}; the interface has no working device behind it until the driver is loaded again or the instance restarts.`,
    advice: [
      'Bring it back: reboot, or reload the driver from a console (`modprobe -r ena && modprobe ena`).',
      supportCase,
    ],
    examples: [
      'ena 0000:00:05.0 eth0: Trigger reset is on\nena 0000:00:05.0 eth0: Reset attempt failed. Can not reset the device',
      'ena 0000:00:05.0 eth0: Trigger reset is on\nena 0000:00:05.0 eth0: Device reset completed, status: -62, Driver info: 2.13.1g',
      'ena 0000:00:05.0: Can not initialize device',
      'ena 0000:00:05.0 eth0: Device reset failed',
    ],
    counterexamples: [
      'ena 0000:00:05.0 eth0: Trigger reset is on\nena 0000:00:05.0 eth0: Device reset completed, status: 0, Driver info: 2.13.1g',
    ],
  },
  {
    id: 'device-not-responsive',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'The device does not answer register reads, so the reset waits',
    meaning:
      'A reset is due, but the version registers cannot be read; the driver tries again every second until the device answers.',
    advice: [supportCase],
    examples: ["ena 0000:00:05.0 eth0: FW isn't responsive, skipping reset routine"],
  },
  {
    id: 'device-requested-reset',
    severity: 'warning',
    blame: 'device',
    confidence: 'certain',
    title: 'The device asked for a reset',
    meaning: 'The device found itself in an unhealthy state and asked the driver to reset it (reset reason 19).',
    advice: ['Once: nothing to do.', `Repeated: ${supportCase.charAt(0).toLowerCase()}${supportCase.slice(1)}`],
    examples: ['ena 0000:00:05.0 eth0: The device has detected an unhealthy state, reset is requested'],
  },
  {
    id: 'device-fatal-error',
    severity: 'critical',
    blame: 'device',
    confidence: 'certain',
    title: 'The device reported a fatal error',
    meaning:
      'The device posted a fatal-error event, or wrote its fatal-error state. It needs a reset, and often another host.',
    advice: [supportCase],
    examples: ['ena 0000:00:05.0 eth0: Unknown event was received or event with unimplemented handler'],
  },
];
