import { msix } from '../../spec/wire/pci.ts';
import type { Machine } from '../machine.ts';
import type { Fault } from './fault.ts';
import { resetFor, row, stackFirst, unharmed } from './row.ts';
import type { Site } from './site.ts';

/** Takes interrupts of queues away between device and CPU. */
const loseVectors =
  (vectors: readonly number[]) =>
  ({ lostVectors }: Site) => {
    for (const vector of vectors) lostVectors.add(vector);
    return () => lostVectors.clear();
  };

/** Lays the vectors of management and queues on one line. */
const shareVectors = ({ host }: Machine) => {
  const { sharedVectors } = host.troubles;
  for (const vector of [msix.managementVector, msix.firstQueueVector, msix.firstQueueVector + 1])
    sharedVectors.add(vector);
  return () => sharedVectors.clear();
};

/** Full-sized packets at a pace that empties a ring within seconds when nothing refills it. */
const sendMuch = ({ traffic }: Machine): void => {
  traffic.dataBytes = 1000;
  traffic.out.start(2000);
};

const runOutOfMemory = (machine: Machine) => {
  const { troubles } = machine.host;
  sendMuch(machine);
  troubles.outOfMemory = true;
  return () => {
    troubles.outOfMemory = false;
    machine.traffic.dataBytes = 64;
    machine.traffic.out.start(200);
  };
};

const secondNs = 1e9;
/** The kernel complains of a CPU that did not schedule for twice its watchdog's threshold. */
const lockupNs = 22 * secondNs;

const starvePollers = ({ host }: Machine) => {
  const { troubles, log, clock } = host;
  troubles.pollersStarved = true;
  const complaint = clock.createAlarm(() => {
    log.print({ level: 'emerg', text: 'watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [stress-ng-cpu:4711]' });
  });
  complaint.ringIn(lockupNs);
  return () => {
    complaint.cancel();
    troubles.pollersStarved = false;
  };
};

const removeModule = (machine: Machine) => {
  machine.hasModule = false;
  return () => {
    machine.hasModule = true;
  };
};

/** Faults of the guest, and of the way interrupts take to it. */
export const guestFaults: readonly Fault[] = [
  row({
    name: 'io-interrupt-lost',
    says: 'Interrupts of a queue get lost on their way to the CPU.',
    strikes: 'interrupt path',
    durationMs: 5000,
    lay: loseVectors([1]),
    truths: [
      resetFor(10, ['tx-completion-missing', 'tx-timeout-netdev-watchdog'], {
        voices: { releases: '2.8.3-2.8.9' },
        because: 'It holds only packets found overdue since its last check against the threshold.',
      }),
      resetFor(3, ['tx-completion-missing'], {
        voices: { releases: '<2.9.0', kernels: '>=4.9' },
        because: 'It does not look for completions that lie unread.',
        or: stackFirst,
      }),
      resetFor(14, ['missed-interrupt', 'tx-completion-missing']),
    ],
  }),
  row({
    name: 'first-interrupt-lost',
    says: 'No interrupt of a queue ever comes, from the first on.',
    strikes: 'interrupt path',
    when: 'boot',
    durationMs: 5000,
    lay: loseVectors([1]),
    truths: [
      resetFor(3, ['tx-completion-missing'], {
        voices: { releases: '<1.5.0' },
        because: 'It waits for no first interrupt.',
      }),
      resetFor(20, ['missed-interrupt'], {
        voices: { releases: '>=2.13.0' },
        because: 'It has a reason of its own for it. From 2.16.0 on it also finds the completions unread.',
      }),
      resetFor(14, ['missed-interrupt'], {
        because: 'It has no reason of its own for the first interrupt.',
        or: [
          ...stackFirst,
          {
            reasons: [14, 10],
            problems: ['missed-interrupt', 'tx-timeout-netdev-watchdog', 'tx-completion-missing', 'device-reset'],
          },
        ],
      }),
    ],
  }),
  row({
    name: 'shared-vectors',
    says: 'The vectors of management and queues share a line: each interrupt calls the handlers of all.',
    strikes: 'interrupt path',
    durationMs: 10_000,
    guest: shareVectors,
    truths: [unharmed([], { because: 'Handlers that find nothing to do cost time only.' })],
  }),
  row({
    name: 'few-vectors',
    says: 'The machine gives the adapter a vector for management and one for queues.',
    strikes: 'guest',
    when: 'boot',
    durationMs: 10_000,
    enoughMs: 5000,
    device: { vectors: 2 },
    truths: [unharmed([], { because: 'The driver makes fewer queues.' })],
  }),
  row({
    name: 'cpu-starvation',
    says: 'A program holds the CPUs: pollers are due and do not run.',
    strikes: 'guest',
    durationMs: 25_000,
    guest: starvePollers,
    truths: [
      resetFor(3, ['tx-completion-missing', 'reset-loop', 'soft-lockup-cpu'], {
        voices: { releases: '<2.7.2', kernels: '<6.7' },
        because: 'It cannot tell a poller that does not run from completions that do not come.',
      }),
      resetFor(15, ['napi-starvation', 'tx-completion-missing', 'tx-timeout-netdev-watchdog', 'soft-lockup-cpu'], {
        voices: { releases: '2.8.3-2.8.9' },
        because: 'The stack’s watchdog comes first.',
      }),
      resetFor(15, ['napi-starvation', 'tx-completion-missing', 'soft-lockup-cpu']),
    ],
  }),
  row({
    name: 'memory-pressure',
    says: 'The guest finds no memory for received packets.',
    strikes: 'guest',
    durationMs: 500,
    guest: runOutOfMemory,
    truths: [unharmed([], { problems: ['rx-memory-pressure'] })],
  }),
  row({
    name: 'rx-ring-starved',
    says: 'The guest finds no memory for received packets until a ring is empty.',
    strikes: 'guest',
    durationMs: 8000,
    guest: runOutOfMemory,
    truths: [
      unharmed([], {
        voices: { releases: '<1.2.0', kernels: '4.9' },
        problems: ['rx-memory-pressure'],
        because: 'It does not look for empty rings.',
      }),
      unharmed([], { problems: ['rx-memory-pressure', 'rx-ring-stalled'] }),
    ],
  }),
  row({
    name: 'module-missing',
    says: 'After a kernel update there is no ena module for the new kernel, until somebody builds it.',
    strikes: 'guest',
    when: 'boot',
    durationMs: 20_000,
    enoughMs: 5000,
    guest: removeModule,
    truths: [unharmed([], { problems: ['module-missing-for-kernel'] })],
  }),
];
