import type { EventText } from './event.ts';

const memoryAction =
  'Check free memory and vm.min_free_kbytes (1-3 % of RAM), cgroup limits, and use smaller rings on small hosts.';

export const rxEvents = {
  'rx-buffer-allocation-failed': {
    judgement: 'warn',
    title: 'A receive buffer could not be had',
    meaning: 'A buffer was not allocated or not posted. The driver tries again; packets may be lost meanwhile.',
    cause: 'Memory pressure.',
    action: memoryAction,
  },
  'rx-ring-refill-partial': {
    judgement: 'warn',
    title: 'The receive ring was filled only in part',
    meaning: 'Fewer buffers were posted than the ring has room for. If it lasts, packets are dropped.',
    cause: 'Memory pressure.',
    action: memoryAction,
  },
  'rx-packet-allocation-failed': {
    judgement: 'warn',
    title: 'A received packet was dropped for lack of memory',
    meaning: 'No socket buffer could be allocated for it.',
    cause: 'Memory pressure.',
    action: memoryAction,
  },
  'rx-request-id-invalid': {
    judgement: 'error',
    title: 'A receive completion names a wrong buffer',
    meaning: 'The id is out of range, or its buffer is not posted (reason 4).',
    cause: 'A duplicate or corrupted completion of the device, or a defect of the driver.',
    action: 'Note a single one. If it recurs on a current driver, open a support case.',
  },
  'rx-too-many-descriptors': {
    judgement: 'error',
    title: 'A packet came in too many pieces',
    meaning: 'It used more descriptors than agreed (reason 6).',
    cause: 'The device breaks the agreement, or MTU and buffer size do not fit.',
    action: 'Note a single one. If it recurs, open a support case.',
  },
  'rx-descriptor-malformed': {
    judgement: 'error',
    title: 'A receive completion is malformed',
    meaning: 'Its chain is inconsistent, or bits that must be zero are set (reason 16).',
    cause: 'Corruption by the device, or of memory.',
    action: 'Note a single one. If it recurs, open a support case with the log around it.',
  },
  'rx-descriptor-detail': {
    judgement: 'error',
    title: 'Content of the faulty receive completion',
    meaning: 'Raw words of the completion that the line before complains about.',
    cause: 'The line before it.',
    action: 'Keep it for the support case.',
  },
  'rx-checksum-bad': {
    judgement: 'benign',
    title: 'A packet with a bad checksum',
    meaning: 'The device found the checksum of a received packet wrong. The stack decides about the packet.',
    cause: 'The sender, or an overlay network.',
    action: 'Look at the sender if there are many.',
  },
  'busy-poll-lock-held': {
    judgement: 'warn',
    title: 'Interface down waits for a busy poller',
    meaning: 'The lock of a ring is held by an application that polls it.',
    cause: 'SO_BUSY_POLL on an old kernel.',
    action: 'Stop the busy polling, or upgrade.',
  },
  'rx-trace': {
    judgement: 'benign',
    title: 'A trace of the receive path',
    meaning: 'One step of receiving a packet.',
    cause: 'Debug output.',
    action: 'Nothing to do.',
  },
  'memory-allocation-failed': {
    judgement: 'error',
    title: 'Memory for rings or commands could not be had',
    meaning: 'Probe, interface up or reset fails, or smaller rings are tried.',
    cause: 'Little or fragmented memory.',
    action: memoryAction,
  },
  'page-cache-adjusted': {
    judgement: 'benign',
    title: 'The local page cache was adjusted',
    meaning: 'Its size was reduced, or it is off.',
    cause: 'A parameter out of range, few channels, or XDP.',
    action: 'Nothing to do.',
  },
} satisfies Record<string, EventText>;
