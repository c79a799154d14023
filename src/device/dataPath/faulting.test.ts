import { describe, expect, test } from 'vitest';
import { TxDone } from '../../spec/wire/descriptors.ts';
import { get } from '../../spec/wire/field.ts';
import { presets } from '../presets.ts';
import type { DataPathFaults } from './dataPathFaults.ts';
import { Frame } from './frame.ts';
import { buildFrame, pattern } from './testing/frames.ts';
import { GuestRig } from './testing/guestRig.ts';

const frame = buildFrame({ payload: pattern(100) });

const rigWith = (faults: Partial<DataPathFaults>) => {
  const rig = new GuestRig();
  Object.assign(rig.path.faults, faults);
  const tx = rig.openTx({ vector: 1 });
  const rx = rig.openRx({ vector: 2, depth: 64 });
  for (let id = 0; id < 63; id++) rx.write(id, rig.allocate(256), 256);
  rx.kick();
  const pieces = [{ address: rig.place(frame), length: frame.length }];
  const send = (id: number) => tx.send({ id, pieces });
  const receive = () => rig.path.peer.receive(Frame.of(frame));
  return { rig, tx, rx, send, receive };
};

describe('a fault on the data path', () => {
  test('loses Tx completions, as many as it says', () => {
    const { rig, tx, send } = rigWith({ txCompletionLost: { left: 2 } });
    for (const id of [1, 2, 3]) send(id);
    expect([tx.reap(), rig.sent.length]).toEqual([[3], 3]);
  });

  test('holds Tx completions back for a time', () => {
    const { rig, tx, send } = rigWith({ txCompletionLate: { left: 2, delayMs: 7 } });
    for (const id of [1, 2, 3]) send(id);
    expect(tx.reap()).toEqual([3]);
    rig.clock.advance(7e6 - 1);
    expect(tx.reap()).toEqual([]);
    rig.clock.advance(1);
    expect(tx.reap()).toEqual([1, 2]);
  });

  test('forgets late completions with their queue', () => {
    const { rig, tx, send } = rigWith({ txCompletionLate: { left: 1, delayMs: 7 } });
    send(1);
    rig.path.destroySubmissionQueue(tx.index, 1);
    rig.clock.advance(1e9);
    expect(tx.reap()).toEqual([]);
  });

  test('names a Tx id that the ring does not have', () => {
    const { tx, send } = rigWith({ txBadRequestId: { left: 1 } });
    send(1);
    send(2);
    expect(tx.reap()).toEqual([1 | 16, 2]);
  });

  test('sets bits of a Tx completion that must be 0', () => {
    const { tx, send } = rigWith({ txMalformed: { left: 1 } });
    send(1);
    expect(get(tx.completionRing.words, tx.completionRing.at, TxDone.mustBeZero)).toBe(3);
    expect(tx.reap()).toEqual([1]);
  });

  test('names an Rx id that the ring does not have', () => {
    const { rx, receive } = rigWith({ rxBadRequestId: { left: 1 } });
    receive();
    receive();
    expect(rx.reap().map(({ requestId }) => requestId)).toEqual([64, 1]);
  });

  test('begins a packet in its middle', () => {
    const { rx, receive } = rigWith({ rxFirstInMiddle: { left: 1 } });
    receive();
    receive();
    expect(rx.reap().map(({ first, last }) => [first, last])).toEqual([
      [1, 0],
      [1, 1],
      [1, 1],
    ]);
  });

  test('sets bits of an Rx completion that must be 0', () => {
    const { rx, receive } = rigWith({ rxMalformed: { left: 1 } });
    receive();
    receive();
    expect(rx.reap().map((done) => [done.mustBeZero7, done.mustBeZero17])).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  test('spreads a packet over too many buffers', () => {
    const { rx, receive } = rigWith({ rxTooManyDescriptors: { left: 1 } });
    receive();
    const used = rx.reap();
    expect(used.length).toBeGreaterThan(presets.nitro.queues.maxPacketRxDescriptors);
    expect(used.reduce((sum, { length }) => sum + length, 0)).toBe(frame.length);
    receive();
    expect(rx.reap()).toHaveLength(1);
  });

  test('loses interrupts of one vector, which stays masked', () => {
    const { rig, tx, send, receive } = rigWith({ interruptLost: { left: 1, vector: 1 } });
    send(1);
    receive();
    send(2);
    expect(rig.interrupts).toEqual([2]);
    rig.path.interruptControl(tx.completionIndex, 1 << 30);
    expect(rig.interrupts).toEqual([2, 1]);
  });

  test('loses the first interrupt of each vector', () => {
    const { rig, tx, send, receive } = rigWith({ firstInterruptLost: { left: Number.POSITIVE_INFINITY } });
    send(1);
    receive();
    expect(rig.interrupts).toEqual([]);
    send(2);
    rig.path.interruptControl(tx.completionIndex, 1 << 30);
    expect(rig.interrupts).toEqual([1]);
  });

  test('withholds interrupts until it is cleared', () => {
    const { rig, send } = rigWith({ interruptWithheld: { left: Number.POSITIVE_INFINITY } });
    send(1);
    send(2);
    expect(rig.interrupts).toEqual([]);
    rig.path.faults.clear();
    send(3);
    expect(rig.interrupts).toEqual([1]);
  });

  test('ignores doorbells; the next tells of what they told', () => {
    const { rig, tx, send } = rigWith({ txDoorbellIgnored: { left: 2 }, rxDoorbellIgnored: { left: 1 } });
    send(1);
    send(2);
    expect([rig.sent.length, rig.path.peer.receive(Frame.of(frame))]).toEqual([0, false]);
    send(3);
    expect(tx.reap()).toEqual([1, 2, 3]);
  });

  test('outlives a reset', () => {
    const { rig } = rigWith({ txCompletionLost: { left: 5 } });
    rig.path.reset();
    expect(rig.path.faults.txCompletionLost).toEqual({ left: 5 });
  });
});
