import type { EventText } from './event.ts';

export const resetEvents = {
  'reset-triggered': {
    judgement: 'warn',
    title: 'A reset begins',
    meaning:
      'The driver saw that a reset was asked for. A dump of its statistics follows, then it takes the device down and up again.',
    cause: 'One of the fault checks. The line before it, or a per-reason counter in the dump, names which.',
    action: 'Read the lines just before it for the cause, and the lines after it for the outcome.',
  },
  'reset-statistic': {
    judgement: 'benign',
    title: 'One counter of the reset dump',
    meaning:
      'The value of a driver counter at the moment of the reset. It counts since the interface was created, not since the fault.',
    cause: 'Every reset writes its counters to the log, except the planned one that refreshes capabilities.',
    action: 'Compare it with an earlier "ethtool -S"; a value above zero alone does not mean that it rose now.',
  },
  'resetting-device': {
    judgement: 'warn',
    title: 'A check asks for a reset',
    meaning: 'The check for missing transmit completions decided to reset the device.',
    cause: 'The fault named in the line before.',
    action: 'Read the line before it.',
  },
  'reset-completed': {
    judgement: 'warn',
    title: 'A reset ended',
    meaning:
      'The reset work came to its end. With a status, 0 is success. Without one, some versions print the line after a failed restore too.',
    cause: 'A reset was triggered earlier.',
    action: 'Check the status. Without one, look for a failure line just above and for a rise of reset_fail.',
  },
  'reset-failed': {
    judgement: 'error',
    title: 'The reset failed',
    meaning: 'The device could not be brought back. The interface stays without a working device: the network is down.',
    cause:
      'The step named in the line before: register reads, admin queue, interrupts, queue creation or changed parameters.',
    action:
      'Reload the driver or reboot; if that fails, stop and start the instance. Keep the lines above for a support case.',
  },
  'reset-step-failed': {
    judgement: 'error',
    title: 'A step of the reset failed',
    meaning: 'Taking the device down or bringing it up again stopped at this step. A failed restore usually follows.',
    cause:
      'The device did not answer, offers other parameters than before (MAC, MTU, queues), or the host lacks memory or vectors.',
    action:
      'Fix what the line names (lower the MTU, free memory); else reload the driver, and open a support case if it recurs.',
  },
  'reset-postponed': {
    judgement: 'error',
    title: 'The reset waits for the device',
    meaning: 'A reset is due, but the version registers cannot be read. The driver tries again a second later.',
    cause: 'The device does not answer register reads at all.',
    action:
      'If it repeats for minutes, stop and start the instance, which moves it to another host, and open a support case.',
  },
  'device-reset-requested': {
    judgement: 'warn',
    title: 'The device asks to be reset',
    meaning: 'The device found itself unhealthy and requested the reset (reason 19).',
    cause: 'A fault or maintenance on the device side.',
    action: 'Note a single one. If it repeats, open a support case with the log around it.',
  },
  'capabilities-refresh': {
    judgement: 'benign',
    title: 'The device renews its capabilities',
    meaning:
      'The device asked the driver to negotiate its features again. That runs as a short reset without statistics dump.',
    cause: 'A planned change on the device side.',
    action: 'Nothing to do.',
  },
  'reset-skipped': {
    judgement: 'benign',
    title: 'A reset was called off',
    meaning: 'The reset work found nothing to reset, or the device was being suspended.',
    cause: 'Suspend, or a harmless race between a reset and its request.',
    action: 'Nothing to do.',
  },
  'close-found-broken-queue': {
    judgement: 'error',
    title: 'Closing the interface met a dead device',
    meaning:
      'On interface down, the admin queue was stopped or a reset was due, so the device is restarted on the spot.',
    cause: 'A fault that was there before the interface was closed.',
    action: 'Look for the earlier fault, and check that the restart succeeded.',
  },
} satisfies Record<string, EventText>;
