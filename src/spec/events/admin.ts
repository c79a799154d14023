import type { EventText } from './event.ts';

export const adminEvents = {
  'admin-completion-missing': {
    judgement: 'error',
    title: 'An admin command got no answer',
    meaning:
      'The device did not complete the command within its limit (3 s by default). The admin queue stops and a reset follows (reason 2).',
    cause: 'The device does not work on admin commands.',
    action:
      'Note a single one. If it recurs, stop and start the instance, or open a support case with the log around it.',
  },
  'admin-interrupt-missing': {
    judgement: 'error',
    title: 'An admin answer came without interrupt',
    meaning:
      'The completion is there, the interrupt that announces it was not seen. The admin queue stops and a reset follows (reason 18, before 2.11.0: 2).',
    cause: 'A lost management interrupt, or a CPU that did not serve it. The device did its part.',
    action: 'Check the ena-mgmnt vector, its CPU, and soft lockups or steal at that time.',
  },
  'admin-polling-timeout': {
    judgement: 'error',
    title: 'A polled admin command timed out',
    meaning: 'While it polled, as during probe and reset, the driver saw no completion in time. The admin queue stops.',
    cause: 'The device does not work on admin commands.',
    action:
      'See whether the probe or reset around it failed. If it recurs, stop and start the instance or open a support case.',
  },
  'admin-command-failed': {
    judgement: 'warn',
    title: 'The device refused an admin command',
    meaning:
      'The command was completed with an error. Status 1 is no resources, 3 unsupported, 4 to 6 refused, 7 busy.',
    cause: 'Depends on the status: unsupported is often harmless.',
    action: 'Read the line that follows: it names what the command was for.',
  },
  'admin-command-not-submitted': {
    judgement: 'warn',
    title: 'An admin command could not be queued',
    meaning: 'The queue did not take the command: -28 is full, -22 slot in use, -19 queue stopped.',
    cause: 'Many commands at a time, or an admin queue that was stopped before.',
    action: 'For -19, look for the line that stopped the queue.',
  },
  'admin-command-aborted': {
    judgement: 'warn',
    title: 'An admin command was cancelled',
    meaning: 'A command was under way when the device was taken down.',
    cause: 'A reset or the removal of the driver.',
    action: 'Look for the cause of the reset.',
  },
  'admin-protocol-violation': {
    judgement: 'error',
    title: 'An admin completion makes no sense',
    meaning: 'A completion names an impossible command, or the bookkeeping disagrees with it. The admin queue stops.',
    cause: 'A defect of the driver (before 1.2.0 a known race) or a misbehaving device.',
    action: 'Upgrade the driver. If the newest one shows it, open a support case.',
  },
  'admin-queue-full': {
    judgement: 'benign',
    title: 'The admin queue is full for a moment',
    meaning: 'All 32 slots are in use; the command is refused.',
    cause: 'Many commands at the same time.',
    action: 'Nothing to do.',
  },
  'feature-query-failed': {
    judgement: 'warn',
    title: 'A feature could not be read',
    meaning: 'The command that reads the feature failed. -95 is an unsupported feature.',
    cause: 'An unsupported feature, or an admin queue in trouble.',
    action: 'Ignore -95. Otherwise read the admin lines before it.',
  },
  'io-queue-creation-failed': {
    judgement: 'error',
    title: 'An I/O queue could not be created',
    meaning: 'The interface cannot come up with this queue. For lack of memory (-12) smaller rings are tried.',
    cause: 'No memory, a refused admin command, or an admin queue that is stopped.',
    action: 'Read the result and the admin lines before it.',
  },
  'io-queue-creation-retried': {
    judgement: 'warn',
    title: 'Queues are retried with smaller rings',
    meaning: 'Memory did not suffice for the rings asked for. The driver halves them and tries again.',
    cause: 'Little or fragmented memory.',
    action: 'Check free memory, or ask for smaller rings or fewer queues.',
  },
  'io-queue-destruction-failed': {
    judgement: 'warn',
    title: 'An I/O queue could not be destroyed',
    meaning: 'The device did not take the command that removes a queue.',
    cause: 'Mostly a device that was in trouble before.',
    action: 'Look for the earlier fault.',
  },
  'io-queue-created': {
    judgement: 'benign',
    title: 'An I/O queue was created',
    meaning: 'A debug line with the number and depth of the queue.',
    cause: 'Interface up.',
    action: 'Nothing to do.',
  },
  'dma-address-rejected': {
    judgement: 'error',
    title: 'An address is beyond what the device reaches',
    meaning: 'A buffer lies above the address width that the device announced. The command was not sent.',
    cause: 'IOMMU or DMA set-up of the platform.',
    action: 'Check IOMMU settings; on EC2, report it with the instance type.',
  },
} satisfies Record<string, EventText>;
