import { describe, expect, test } from 'vitest';
import { interruptControl } from '../../spec/wire/areas.ts';
import { put } from '../../spec/wire/field.ts';
import { Frame } from './frame.ts';
import type { DataPathOptions } from './index.ts';
import { buildFrame } from './testing/frames.ts';
import { GuestRig } from './testing/guestRig.ts';

const { rxDelay, txDelay, unmask, keepDelays } = interruptControl.fields;

/** A queue pair on vector 3, with buffers, and how to make either side complete something. */
const pair = (device: Partial<DataPathOptions> = {}) => {
  const rig = new GuestRig({ device });
  const tx = rig.openTx({ vector: 3 });
  const rx = rig.openRx({ vector: 3 });
  const bytes = buildFrame();
  const frame = Frame.of(bytes);
  for (let id = 0; id < 15; id++) rx.post(id, rig.allocate(256), 256);
  const piece = { address: rig.place(bytes), length: bytes.length };
  return {
    rig,
    send: () => tx.send({ pieces: [piece] }),
    receive: () => rig.path.peer.receive(frame),
    control: (value: number) => rig.path.interruptControl(tx.completionIndex, value),
    take: () => rig.interrupts.splice(0),
    tx,
    rx,
  };
};

const us = 1000;

describe('the vector of a queue pair', () => {
  test('fires once, and is masked until the guest unmasks it through the Tx queue', () => {
    const { send, receive, control, take } = pair();
    send();
    receive();
    expect(take()).toEqual([3]);
    control(put(unmask, 1));
    expect(take()).toEqual([3]);
    control(put(unmask, 1));
    expect(take()).toEqual([]);
    receive();
    expect(take()).toEqual([3]);
  });

  test('is not unmasked by a store without that bit', () => {
    const { send, control, take } = pair();
    send();
    take();
    send();
    control(0);
    expect(take()).toEqual([]);
  });

  test('waits for the delay of its direction', () => {
    const { rig, send, receive, control, take } = pair();
    control(put(rxDelay, 20) | put(txDelay, 64) | put(unmask, 1));
    receive();
    rig.clock.advance(19 * us);
    expect(take()).toEqual([]);
    rig.clock.advance(1 * us);
    expect(take()).toEqual([3]);
    control(put(unmask, 1) | put(keepDelays, 1));
    send();
    rig.clock.advance(63 * us);
    expect(take()).toEqual([]);
    rig.clock.advance(1 * us);
    expect(take()).toEqual([3]);
  });

  test('waits for the earliest of what completes, from when that did', () => {
    const { rig, send, receive, control, take } = pair();
    control(put(rxDelay, 20) | put(txDelay, 64) | put(unmask, 1));
    send();
    rig.clock.advance(10 * us);
    receive();
    receive();
    rig.clock.advance(19 * us);
    expect(take()).toEqual([]);
    rig.clock.advance(1 * us);
    expect(take()).toEqual([3]);
  });

  test('counts the delay of what completed while it was masked', () => {
    const { rig, receive, control, take } = pair();
    control(put(rxDelay, 20));
    receive();
    rig.clock.advance(20 * us);
    expect(take()).toEqual([3]);
    receive();
    rig.clock.advance(15 * us);
    control(put(unmask, 1) | put(keepDelays, 1));
    expect(take()).toEqual([]);
    rig.clock.advance(5 * us);
    expect(take()).toEqual([3]);
    receive();
    rig.clock.advance(500 * us);
    control(put(unmask, 1) | put(keepDelays, 1));
    expect(take()).toEqual([3]);
  });

  test('takes delays in units of the resolution', () => {
    const { rig, receive, control, take } = pair();
    rig.path.setInterruptModeration(4);
    control(put(rxDelay, 5));
    receive();
    rig.clock.advance(20 * us - 1);
    expect(take()).toEqual([]);
    rig.clock.advance(1);
    expect(take()).toEqual([3]);
  });

  test('is silent once its queues are gone', () => {
    const { rig, tx, rx, receive, control, take } = pair();
    control(put(rxDelay, 20));
    receive();
    rig.path.destroySubmissionQueue(tx.index, 1);
    rig.path.destroySubmissionQueue(rx.index, 2);
    expect(rig.path.destroyCompletionQueue(tx.completionIndex)).toMatchObject({ ok: true });
    expect(rig.path.destroyCompletionQueue(rx.completionIndex)).toMatchObject({ ok: true });
    rig.clock.advance(100 * us);
    control(put(unmask, 1));
    expect(take()).toEqual([]);
  });
});

describe('the vector of a device that holds interrupts back in bulk', () => {
  const bulk = (frames: number) => {
    const queues = pair({ bulkDelayUs: 64 });
    for (let i = 0; i < frames; i++) queues.receive();
    queues.control(put(unmask, 1));
    queues.take();
    return queues;
  };

  test('waits when much came between the last two interrupts', () => {
    const { rig, receive, control, take } = bulk(12);
    control(put(unmask, 1));
    receive();
    rig.clock.advance(63 * us);
    expect(take()).toEqual([]);
    rig.clock.advance(1 * us);
    expect(take()).toEqual([3]);
  });

  test('fires at once when it was a question and its answer', () => {
    const { receive, send, control, take } = bulk(2);
    control(put(unmask, 1));
    send();
    expect(take()).toEqual([3]);
    receive();
    control(put(unmask, 1));
    expect(take()).toEqual([3]);
  });

  test('fires at once again after the bulk has ended', () => {
    const { rig, receive, control, take } = bulk(12);
    control(put(unmask, 1));
    receive();
    rig.clock.advance(64 * us);
    expect(take()).toEqual([3]);
    control(put(unmask, 1));
    receive();
    expect(take()).toEqual([3]);
  });
});
