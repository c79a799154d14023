import { Violation } from './ledger.ts';
import type { World } from './world.ts';

const demand = (holds: boolean, complaint: () => string): void => {
  if (!holds) throw new Violation(complaint());
};

/** Frames that did not go out and were counted. */
export const countedLosses = ({ device, discarded }: World): number => {
  const { counters, limits } = device.traffic;
  return counters.txDrops + limits.counters.droppedOut + limits.waiting + discarded;
};

/** What must hold at any moment; called after each thing that happens, so it must be cheap. */
export const checkAlways = (world: World): void => {
  world.resetWatch.noticeRequest(world.driver.adapter);
  const { driver, sent } = world;
  const { queues } = driver.adapter;
  let inFlight = 0;
  for (const { tx, rx } of queues) {
    inFlight += tx.slots.inFlight;
    demand(
      tx.slots.inFlight >= 0 && tx.slots.inFlight < tx.depth,
      () => `${tx.slots.inFlight} packets in a Tx ring of ${tx.depth}`,
    );
    demand(
      rx.buffers.missing >= 0 && rx.buffers.missing < rx.depth,
      () => `${rx.buffers.missing} buffers missing of ${rx.depth}`,
    );
  }
  const gone = countedLosses(world);
  // The driver takes its own packets away first when it goes down, then the queues.
  demand(
    !driver.adapter.isUp || sent.missing <= inFlight + gone,
    () => `${sent.missing} sent frames are missing, ${inFlight} are in flight and ${gone} dropped`,
  );
  checkWire(world);
};

/** What the device counts against what came and went: all of it, or what limits make wait and drop lies between. */
const checkWire = ({ device, wire, discarded, wasLimited }: World): void => {
  const { counters, limits } = device.traffic;
  const waiting = limits.waiting + discarded;
  const held = counters.txPackets - wire.out - limits.counters.droppedOut;
  demand(
    held >= 0 && held <= waiting,
    () => `the device counts ${counters.txPackets} sent, ${wire.out} came, ${waiting} wait`,
  );
  const refused = counters.rxDrops + counters.rxOverruns;
  const kept = wire.in + wire.refused - counters.rxPackets - refused - limits.counters.droppedIn;
  demand(
    kept >= 0 && kept <= waiting,
    () => `the device counts ${counters.rxPackets} received and ${refused} dropped, ${wire.in} came, ${waiting} wait`,
  );
  // Without limits each frame's fate is known when it comes.
  demand(
    wasLimited || refused === wire.refused,
    () => `the device counts ${refused} dropped, it refused ${wire.refused}`,
  );
};

/** Each slot that is taken is one packet: none leaked, none taken twice. For a moment without traffic. */
export const checkSlots = (world: World): void => {
  for (const { tx } of world.driver.adapter.queues) {
    const taken = tx.slots.sentNs.reduce((sum, sentNs) => sum + (sentNs >= 0 ? 1 : 0), 0);
    demand(taken === tx.slots.inFlight, () => `${taken} slots are taken, ${tx.slots.inFlight} packets in flight`);
  }
};

/** Counters of the driver against what the host gave and got. */
export const checkCounters = (world: World): void => {
  const { pairCounters } = world.driver.adapter;
  const sum = (of: (pair: (typeof pairCounters)[number]) => number) =>
    pairCounters.reduce((total, pair) => total + of(pair), 0);
  const counted = {
    sent: sum(({ tx, gone }) => gone.sent + tx.cnt),
    sentBytes: sum(({ tx, gone }) => gone.sentBytes + tx.bytes),
    received: sum(({ rx, gone }) => gone.received + rx.cnt),
  };
  for (const name of ['sent', 'sentBytes', 'received'] as const) {
    demand(
      counted[name] === world.host[name],
      () => `the driver counts ${counted[name]} ${name}, not ${world.host[name]}`,
    );
  }
};
