import { subOptimalCodes } from '../../spec/subOptimal.ts';
import { noTimeout } from '../../spec/wire/hints.ts';
import type { Fault } from './fault.ts';
import { always, both, control } from './laying.ts';
import { resetFor, row, unharmed } from './row.ts';

const nothing = (): void => {};

/** What the device tells of itself. */
export const eventFaults: readonly Fault[] = [
  row({
    name: 'fatal-error',
    says: 'The device breaks, and says so by an event and in its status.',
    durationMs: 1000,
    lay: ({ device }) => {
      device.fail();
      return nothing;
    },
    truths: [unharmed([], { problems: ['device-fatal-error'], because: 'No version does more than log it.' })],
  }),
  row({
    name: 'device-requests-reset',
    says: 'The device asks to be reset.',
    durationMs: 1000,
    lay: ({ device }) => {
      device.announce.resetRequest();
      return nothing;
    },
    truths: [
      resetFor(19, ['device-requested-reset'], {
        voices: { releases: '>=2.12.0' },
        because: 'It asks for such events, and obeys.',
      }),
      unharmed([], { because: 'It does not listen to such events.' }),
    ],
  }),
  row({
    name: 'link-down',
    says: 'The link goes down.',
    durationMs: 10_000,
    enoughMs: 5000,
    lay: ({ device }) => {
      const { announce, traffic } = device;
      traffic.peer.carrier = false;
      announce.link(false);
      return () => {
        traffic.peer.carrier = true;
        announce.link(true);
      };
    },
    truths: [unharmed()],
  }),
  row({
    name: 'link-flapping',
    says: 'The link goes down and up again every second.',
    durationMs: 10_000,
    lay: ({ device, clock }) => {
      const { announce, traffic } = device;
      const flap = clock.createAlarm(() => {
        traffic.peer.carrier = !traffic.peer.carrier;
        announce.link(traffic.peer.carrier);
        flap.ringIn(5e8);
      });
      flap.ringIn(0);
      return () => {
        flap.cancel();
        traffic.peer.carrier = true;
        announce.link(true);
      };
    },
    truths: [unharmed()],
  }),
  row({
    name: 'hints-change-timeouts',
    says: 'The device hints at a shorter keep-alive limit, and then leaves out two keep-alives.',
    durationMs: 5000,
    parameters: { watchdogTimeoutMs: 1100 },
    lay: both(
      ({ device }) => {
        device.announce.hints({ watchdogTimeoutMs: 1100 });
        return nothing;
      },
      always(control, 'keepAliveLost', { left: 2 }),
    ),
    truths: [
      unharmed([], { voices: { releases: '<1.1.2' }, because: 'It knows no hints.' }),
      resetFor(1, ['keep-alive-timeout']),
    ],
  }),
  row({
    name: 'hints-disable-watchdog',
    says: 'The device hints that nobody is to wait for keep-alives, and posts none.',
    durationMs: 20_000,
    enoughMs: 10_000,
    parameters: { watchdogTimeoutMs: noTimeout },
    lay: both(
      ({ device }) => {
        device.announce.hints({ watchdogTimeoutMs: noTimeout });
        return nothing;
      },
      always(control, 'keepAliveLost', {}),
    ),
    truths: [
      resetFor(1, ['keep-alive-timeout', 'reset-loop'], {
        voices: { releases: '<1.1.2' },
        because: 'It knows no hints.',
      }),
      unharmed(),
    ],
  }),
  ...subOptimalCodes.map(({ code, title }) =>
    row({
      name: `suboptimal-configuration:${code}`,
      says: `The device finds its configuration wanting: ${title}.`,
      durationMs: 1000,
      lay: ({ device }) => {
        device.announce.configuration([code]);
        return nothing;
      },
      truths: [
        unharmed([], {
          voices: { releases: '>=2.9.0' },
          problems: [`suboptimal-configuration:${code}`],
          because: 'It asks for such events, and prints the code.',
        }),
        unharmed([], { because: 'It does not listen to such events.' }),
      ],
    }),
  ),
];
