import { describe, expect, test } from 'vitest';
import { Frame } from './frame.ts';
import { buildFrame } from './testing/frames.ts';
import { GuestRig, memoryAddress } from './testing/guestRig.ts';

const refused = (status: number) => ({ ok: false, status });
const illegal = refused(5);
const completion = { entryWords: 4, depth: 16, vector: 1, address: memoryAddress };

describe('creating queues', () => {
  test.each([
    { depth: 0 },
    { depth: 3 },
    { depth: 65_536 },
    { depth: 1.5 },
    { entryWords: 0 },
    { entryWords: 3 },
    { address: 0 },
    { address: memoryAddress + 4 },
    { address: memoryAddress + 2 ** 20 - 8 },
    { address: 2 ** 48 - 8 },
    { address: -8 },
  ])('refuses a completion queue with %o', (wrong) => {
    expect(new GuestRig().path.createCompletionQueue({ ...completion, ...wrong })).toEqual(illegal);
  });

  test.each([
    { depth: 0 },
    { depth: 12 },
    { depth: 32 },
    { completionIndex: 5 },
    { placement: 0 },
    { placement: 3 },
    { direction: 0 },
    { direction: 3 },
    { address: 0 },
    { address: memoryAddress + 2 ** 20 - 16 },
  ])('refuses a submission queue with %o', (wrong) => {
    const { path } = new GuestRig();
    path.createCompletionQueue(completion);
    const request = { direction: 2, placement: 1, completionIndex: 0, depth: 16, address: memoryAddress + 4096 };
    expect(path.createSubmissionQueue({ ...request, ...wrong })).toEqual(illegal);
    expect(path.createSubmissionQueue(request)).toEqual({ ok: true, index: 0 });
  });

  test('refuses completions that do not fit their entries', () => {
    const { path } = new GuestRig();
    path.createCompletionQueue({ ...completion, entryWords: 2 });
    path.createCompletionQueue({ ...completion, entryWords: 8 });
    const request = { placement: 1, depth: 16, address: memoryAddress + 4096 };
    expect(path.createSubmissionQueue({ ...request, direction: 2, completionIndex: 0 })).toEqual(illegal);
    expect(path.createSubmissionQueue({ ...request, direction: 1, completionIndex: 1 })).toEqual(illegal);
  });

  test('ends where the adapter has no more', () => {
    const { path } = new GuestRig();
    for (let index = 0; index < 64; index++)
      expect(path.createCompletionQueue(completion)).toEqual({ ok: true, index });
    expect(path.createCompletionQueue(completion)).toEqual(refused(1));
    const request = { direction: 1, placement: 1, depth: 16, address: memoryAddress + 4096 };
    for (let index = 0; index < 32; index++) {
      expect(path.createSubmissionQueue({ ...request, completionIndex: index })).toEqual({ ok: true, index });
    }
    expect(path.createSubmissionQueue({ ...request, completionIndex: 32 })).toEqual(refused(1));
    expect(path.createSubmissionQueue({ ...request, direction: 2, completionIndex: 32 })).toEqual({
      ok: true,
      index: 0,
    });
  });

  test('shares a completion queue only among as many as it has entries for', () => {
    const { path } = new GuestRig();
    path.createCompletionQueue({ ...completion, depth: 32 });
    const request = { direction: 1, placement: 1, depth: 16, completionIndex: 0, address: memoryAddress + 4096 };
    expect(path.createSubmissionQueue(request)).toMatchObject({ ok: true });
    expect(path.createSubmissionQueue({ ...request, direction: 2 })).toMatchObject({ ok: true });
    expect(path.createSubmissionQueue(request)).toEqual(illegal);
    expect(path.destroySubmissionQueue(0, 2)).toMatchObject({ ok: true });
    expect(path.createSubmissionQueue(request)).toMatchObject({ ok: true });
  });
});

describe('destroying queues', () => {
  test('refuses what is not there, and completion queues in use', () => {
    const rig = new GuestRig();
    const { path } = rig;
    const tx = rig.openTx();
    expect(path.destroyCompletionQueue(tx.completionIndex)).toEqual(refused(7));
    expect([
      path.destroySubmissionQueue(0, 2),
      path.destroySubmissionQueue(9, 1),
      path.destroySubmissionQueue(0, 3),
    ]).toEqual(Array(3).fill(illegal));
    expect(path.destroySubmissionQueue(0, 1)).toEqual({ ok: true, index: 0 });
    expect(path.destroySubmissionQueue(0, 1)).toEqual(illegal);
    expect(path.destroyCompletionQueue(0)).toEqual({ ok: true, index: 0 });
    expect(path.destroyCompletionQueue(0)).toEqual(illegal);
  });

  test('makes their doorbells mean nothing', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const rx = rig.openRx();
    const frame = buildFrame();
    rig.path.reset();
    tx.send({ pieces: [{ address: rig.place(frame), length: frame.length }] });
    rx.post(0, rig.allocate(256), 256);
    expect([rig.sent.length, rig.path.peer.receive(Frame.of(frame))]).toEqual([0, false]);
    for (const area of ['txDoorbell', 'rxDoorbell', 'completionHead', 'numa'] as const) rig.path.doorbell(area, 77, 1);
    rig.path.interruptControl(77, 0xffff_ffff);
  });

  test('all at once begins anew, with all counters 0', () => {
    const rig = new GuestRig();
    const frame = buildFrame();
    const send = () => rig.openTx().send({ pieces: [{ address: rig.place(frame), length: frame.length }] });
    send();
    rig.path.peer.receive(Frame.of(frame));
    expect(rig.path.statistics()).toMatchObject({ txPackets: 1, rxDrops: 1 });
    rig.path.reset();
    expect(rig.path.statistics()).toMatchObject({ txPackets: 0, txBytes: 0, rxDrops: 0 });
    send();
    expect(rig.sent).toHaveLength(2);
  });
});

describe('a completion queue whose guest tells what it reads', () => {
  test('is never written over what is unread', () => {
    const rig = new GuestRig();
    const tx = rig.openTx({ depth: 4 });
    const frame = buildFrame();
    const piece = { address: rig.place(frame), length: frame.length };
    const head = (value: number) => rig.path.doorbell('completionHead', tx.completionIndex, value);
    head(0);
    for (let i = 0; i < 4; i++) tx.send({ id: i, pieces: [piece] });
    // It sends on without having read, which only a guest does that is broken.
    tx.send({ id: 3, pieces: [piece] });
    expect(rig.sent).toHaveLength(4);
    expect(tx.reap()).toEqual([0, 1, 2, 3]);
    head(4);
    expect([rig.sent.length, tx.reap()]).toEqual([5, [3]]);
    head(0xfff0);
    tx.send({ id: 1, pieces: [piece] });
    expect(tx.reap()).toEqual([1]);
  });

  test('counts frames that find no room as overruns', () => {
    const rig = new GuestRig();
    const rx = rig.openRx({ depth: 4 });
    rig.path.doorbell('completionHead', rx.completionIndex, 0);
    const address = rig.allocate(256);
    for (let id = 0; id < 5; id++) {
      rx.post(id, address, 256);
      expect(rig.path.peer.receive(Frame.of(buildFrame()))).toBe(id < 4);
    }
    expect(rig.path.counters).toMatchObject({ rxOverruns: 1, rxDrops: 0, rxPackets: 4 });
  });
});
