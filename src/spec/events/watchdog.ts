import type { EventText } from './event.ts';

export const watchdogEvents = {
  'keep-alive-lost': {
    judgement: 'error',
    title: 'No keep-alive from the device',
    meaning:
      'The device sends a sign of life every second. None was seen within the limit (6 s by default), so the driver resets it.',
    cause: 'The device fell silent, or the CPU that serves the management interrupt did not run.',
    action:
      'Look for soft lockups, RCU stalls or steal at the same time. If the host was idle and it recurs, open a support case.',
  },
  'keep-alive-supervision': {
    judgement: 'benign',
    title: 'Keep-alive supervision is on or off',
    meaning: 'The first public driver tells whether it watches the keep-alive of the device.',
    cause: 'Printed whenever the device is initialised.',
    action: 'Nothing to do.',
  },
  'admin-queue-stopped': {
    judgement: 'error',
    title: 'The admin queue no longer runs',
    meaning:
      'The driver stopped using the admin queue after a command got no proper answer. It resets the device (reason 2, or 18 for a lost interrupt).',
    cause: 'An earlier admin command that timed out, or a completion that made no sense.',
    action: 'Find the earlier admin line: it names the command and tells a silent device from a lost interrupt.',
  },
  'tx-completion-late': {
    judgement: 'warn',
    title: 'A transmit completion is overdue',
    meaning: 'A packet was given to the device and is not reported as sent within the limit (5 s by default).',
    cause:
      'Mostly a CPU too busy to poll the queue: poll scheduled and long ago. Otherwise a lost interrupt or a device that does not send.',
    action:
      'Check softirq load, steal and soft lockups, and the CPU that serves the queue. Spread the load over more queues or CPUs.',
  },
  'tx-completion-late-detail': {
    judgement: 'warn',
    title: 'Detail of overdue transmit completions',
    meaning:
      'The second of two lines: how long the oldest packet of the queue waits, and on which CPU the queue is polled.',
    cause: 'The line before it.',
    action: 'Look at what kept that CPU from polling.',
  },
  'tx-completions-lost': {
    judgement: 'error',
    title: 'Too many transmit completions are missing',
    meaning: 'More packets of one queue are overdue than tolerated (128 by default), so the driver resets the device.',
    cause: 'A queue that is not polled (the CPU), a lost interrupt, or a device that does not send.',
    action:
      'Compare the time since the last poll and interrupt. If the CPU was free and the queue empty, suspect the device.',
  },
  'tx-completions-lost-detail': {
    judgement: 'error',
    title: 'Detail of missing transmit completions',
    meaning:
      'The second of two lines: the queue and the CPU that polls it. The driver prints the two in swapped places.',
    cause: 'The line before it.',
    action: 'Read the values swapped, and look at what kept that CPU from polling.',
  },
  'tx-completions-not-posted': {
    judgement: 'error',
    title: 'The device posted no completion',
    meaning:
      'The completion ring of the stuck queue is empty: the device never reported the packets as sent (reason 3).',
    cause: 'The device or the path to it, not the CPU.',
    action: 'Note a single one. If it recurs, stop and start the instance or open a support case.',
  },
  'tx-completions-unread': {
    judgement: 'error',
    title: 'Completions lie unread',
    meaning:
      'The completion ring of the stuck queue holds entries that nobody read (reason 14): the device did its part.',
    cause: 'A lost interrupt, or a poll that did not run.',
    action: 'Check interrupt affinity, isolated CPUs and CPU load. The device is not to blame.',
  },
  'tx-completion-faulty': {
    judgement: 'error',
    title: 'A transmit completion is malformed',
    meaning: 'The next entry of the completion ring cannot be valid (reason 17).',
    cause: 'Corruption by the device, or of memory.',
    action: 'Note a single one. If it recurs, open a support case with the log around it.',
  },
  'tx-queue-paused': {
    judgement: 'error',
    title: 'A transmit queue stood still',
    meaning:
      'The transmit watchdog of the network stack fired: a stopped queue was not restarted in time. The driver resets the device (reason 10 or 15).',
    cause: 'Completions that were not handled: a starved CPU, a lost interrupt, or a device that does not send.',
    action:
      'Check CPU load, soft lockups and steal around the time, and the times since poll and interrupt where the line has them.',
  },
  'poll-starved': {
    judgement: 'error',
    title: 'The poll was scheduled and did not run',
    meaning:
      'The poll of a queue waits for its CPU longer than the watchdog allows (reason 15). The adapter is the victim.',
    cause:
      'A CPU held by something else: real-time tasks, a softirq storm, a soft lockup, or a vCPU that the host does not run.',
    action: 'Find what held the CPU. Move interrupts or load to other CPUs.',
  },
  'first-interrupt-missing': {
    judgement: 'error',
    title: 'A queue never got an interrupt',
    meaning:
      'Work waits on a queue that has had no interrupt since the interface came up (reason 14, from 2.13.0 on 20).',
    cause: 'A masked or misrouted interrupt vector.',
    action: 'Check /proc/interrupts and the affinity of the vector, and CPUs that were taken offline.',
  },
  'rx-ring-refill-triggered': {
    judgement: 'warn',
    title: 'An empty receive ring is refilled',
    meaning: 'The receive ring held no buffer in two checks in a row. The driver runs the poll to fill it.',
    cause: 'Buffers could not be allocated: the host is short of memory.',
    action: 'Check free memory and vm.min_free_kbytes (1-3 % of RAM), or use smaller rings.',
  },
} satisfies Record<string, EventText>;
