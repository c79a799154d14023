import { describe, expect, test } from 'vitest';
import { buildFrame, pattern } from './testing/frames.ts';
import { GuestRig, memoryAddress } from './testing/guestRig.ts';

describe('a Tx queue of the guest’s memory', () => {
  test('sends a packet of one buffer, wherever it begins, and completes it', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    for (const [skew, id] of [0, 1, 2, 3].entries()) {
      const frame = buildFrame({ payload: pattern(70 + skew) });
      tx.send({ id, pieces: [{ address: rig.place(frame, skew), length: frame.length }] });
      expect([...rig.sent.pop()!]).toEqual(frame);
      expect(tx.reap()).toEqual([id]);
    }
    expect(rig.path.counters).toMatchObject({ txPackets: 4, txDrops: 0 });
  });

  test('joins the buffers of a packet', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame({ payload: pattern(1400) });
    const cuts = [0, 54, 55, 700, frame.length];
    const pieces = cuts.slice(1).map((end, i) => ({
      address: rig.place(frame.slice(cuts[i], end), i),
      length: end - cuts[i]!,
    }));
    tx.send({ id: 9, pieces });
    expect([...rig.sent[0]!]).toEqual(frame);
    expect(tx.reap()).toEqual([9]);
  });

  test('goes round its ring with both phases', () => {
    const rig = new GuestRig();
    const tx = rig.openTx({ depth: 4 });
    const frame = buildFrame();
    const piece = { address: rig.place(frame), length: frame.length };
    for (let id = 0; id < 11; id++) {
      tx.send({ id: id & 3, pieces: [piece] });
      expect(tx.reap()).toEqual([id & 3]);
    }
    expect(rig.sent).toHaveLength(11);
  });

  test('waits for the rest of a packet that was not announced yet', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame();
    const address = rig.place(frame);
    tx.write({
      pieces: [
        { address, length: 20 },
        { address: address + 20, length: frame.length - 20 },
      ],
    });
    tx.kick(1);
    expect([rig.sent.length, tx.reap().length]).toEqual([0, 0]);
    tx.kick(2);
    expect([...rig.sent[0]!]).toEqual(frame);
  });

  test('sends many packets at one doorbell with one interrupt', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame();
    const piece = { address: rig.place(frame), length: frame.length };
    for (let id = 0; id < 15; id++) tx.write({ id, pieces: [piece] });
    tx.kick();
    expect(tx.reap()).toEqual(Array.from({ length: 15 }, (_, id) => id));
    expect(rig.interrupts).toEqual([1]);
  });

  test('completes only what asks for it', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame();
    tx.send({ completion: false, pieces: [{ address: rig.place(frame), length: frame.length }] });
    expect([rig.sent.length, tx.reap().length, rig.interrupts.length]).toEqual([1, 0, 0]);
  });

  test('carries ids of 16 bits', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame();
    tx.send({ id: 0xabcd, pieces: [{ address: rig.place(frame), length: frame.length }] });
    expect(tx.reap()).toEqual([0xabcd]);
  });

  test('sends what lies across the borders of memory windows', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame({ payload: pattern(100) });
    const edge = memoryAddress + rig.memory.bytes.length;
    const buffer = new ArrayBuffer(4096);
    const bytes = new Uint8Array(buffer);
    rig.dma.map({ address: edge, words: new Uint32Array(buffer), bytes });
    rig.memory.bytes.set(frame.slice(0, 33), rig.memory.bytes.length - 33);
    bytes.set(frame.slice(33));
    tx.send({ pieces: [{ address: edge - 33, length: frame.length }] });
    expect([...rig.sent[0]!]).toEqual(frame);
  });

  test('goes on when memory was mapped anew, and waits while it is away', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame();
    const piece = { address: rig.place(frame), length: frame.length };
    rig.dma.unmap(memoryAddress);
    tx.send({ id: 1, pieces: [piece] });
    expect(rig.sent).toHaveLength(0);
    rig.dma.map({ address: memoryAddress, ...rig.memory });
    tx.send({ id: 2, pieces: [piece] });
    expect([rig.sent.length, tx.reap()]).toEqual([2, [1, 2]]);
  });

  test('without carrier sends nothing, and completes all the same', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame();
    rig.path.peer.carrier = false;
    tx.send({ pieces: [{ address: rig.place(frame), length: frame.length }] });
    expect([rig.sent.length, tx.reap().length, rig.path.counters.txDrops]).toEqual([0, 1, 1]);
  });

  test('sends jumbo frames up to the MTU, and nothing longer', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    rig.path.setMtu(9000);
    const longest = buildFrame({ payload: pattern(9000 - 28), vlan: 7 });
    const address = rig.place([...longest, 0]);
    tx.send({ pieces: [{ address, length: longest.length }] });
    tx.send({ pieces: [{ address, length: longest.length + 1 }] });
    expect([rig.sent.length, rig.sent[0]!.length, tx.reap().length]).toEqual([1, 9018, 2]);
    expect(rig.path.counters).toMatchObject({ txPackets: 1, txBytes: 9018, txDrops: 1 });
  });
});
