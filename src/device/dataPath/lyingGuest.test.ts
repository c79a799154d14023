import { describe, expect, test } from 'vitest';
import { Rx, Tx } from '../../spec/wire/descriptors.ts';
import { set } from '../../spec/wire/field.ts';
import { strides } from '../../spec/wire/llq.ts';
import { presets } from '../presets.ts';
import { Frame } from './frame.ts';
import type { Quarantine } from './index.ts';
import { buildFrame, pattern } from './testing/frames.ts';
import { GuestRig, memoryAddress } from './testing/guestRig.ts';

const bytes = buildFrame();

const txRig = (depth = 16) => {
  const rig = new GuestRig();
  const events: Quarantine[] = [];
  rig.path.onQuarantine = (event) => void events.push(event);
  const tx = rig.openTx({ depth });
  const good = { address: rig.place(bytes), length: bytes.length };
  return { rig, tx, good, events };
};

describe('a packet whose bytes cannot be had', () => {
  const end = memoryAddress + 2 ** 20;
  test.each([
    ['lies outside of memory', { address: 0x1000, length: 60 }],
    ['begins before memory', { address: memoryAddress - 1, length: 60 }],
    ['reaches beyond memory', { address: end - 59, length: 60 }],
    ['wraps round the address space', { address: 2 ** 48 - 30, length: 60 }],
    ['is nowhere', { address: 0, length: 60 }],
    ['is empty', { address: 0, length: 0 }],
    ['is too short for Ethernet', { address: memoryAddress, length: 13 }],
    ['is longer than any frame', { address: memoryAddress, length: 65_535 }],
  ])('because it %s, is dropped, counted and completed', (_, piece) => {
    const { rig, tx, good, events } = txRig();
    tx.send({ id: 1, pieces: [piece] });
    tx.send({ id: 2, pieces: [good, piece] });
    tx.send({ id: 3, pieces: [good] });
    expect(tx.reap()).toEqual([1, 2, 3]);
    const sent = piece.length === 0 || piece.length === 13 ? 2 : 1;
    expect([rig.sent.length, rig.path.counters.txDrops, events]).toEqual([sent, 3 - sent, []]);
  });

  test('pushed more than an entry has room for', () => {
    const rig = new GuestRig();
    const tx = rig.openTx({ llq: { entryBytes: 128, descriptorsBeforeHeader: 2, stride: strides.multiple } });
    tx.write({ id: 4, header: bytes });
    set(tx.ring.words, 0, Tx.headerLength, 97);
    tx.kick();
    expect([rig.sent.length, rig.path.counters.txDrops, tx.reap()]).toEqual([0, 1, [4]]);
  });

  test('of 18 pieces of 64 KiB stays within its scratch', () => {
    const { rig, tx } = txRig(32);
    tx.send({ tso: true, pieces: Array(18).fill({ address: memoryAddress, length: 65_535 }) });
    expect([rig.sent.length, rig.path.counters.txDrops, tx.reap().length]).toEqual([0, 1, 1]);
  });
});

describe('a Tx ring that makes no sense', () => {
  test.each<[fault: string, lie: (t: ReturnType<typeof txRig>) => void]>([
    ['doorbell runs ahead of the ring', ({ tx }) => tx.kick(17)],
    ['doorbell runs ahead of the ring', ({ tx }) => tx.kick(0xffff)],
    ['phase is not that of the lap', ({ tx }) => tx.kick(1)],
    [
      'packet has no end',
      ({ tx, good }) => {
        const pieces = Array(16).fill(good);
        tx.write({ pieces, endless: true });
        tx.kick();
      },
    ],
    [
      'packet has no beginning',
      ({ tx, good }) => {
        tx.write({ pieces: [good] });
        set(tx.ring.words, tx.ring.atAhead(-1), Tx.first, 0);
        tx.kick();
      },
    ],
    [
      'packet begins twice',
      ({ tx, good }) => {
        tx.write({ pieces: [good, good] });
        set(tx.ring.words, tx.ring.atAhead(-1), Tx.first, 1);
        tx.kick();
      },
    ],
    [
      'bits are set that must be 0',
      ({ tx, good }) => {
        tx.write({ pieces: [good] });
        set(tx.ring.words, tx.ring.atAhead(-1), Tx.reserved25, 1);
        tx.kick();
      },
    ],
    [
      'meta descriptor is out of place',
      ({ tx, good }) => {
        tx.write({ pieces: [good, good] });
        set(tx.ring.words, tx.ring.atAhead(-1), Tx.isMeta, 1);
        tx.kick();
      },
    ],
    [
      'meta descriptor is out of place',
      ({ tx, good }) => {
        tx.write({ pieces: [good] });
        set(tx.ring.words, tx.ring.atAhead(-1), Tx.isMeta, 1);
        tx.kick();
      },
    ],
  ])('because its %s, is read no more, until it is made anew', (fault, lie) => {
    const t = txRig();
    lie(t);
    const { rig, tx, good } = t;
    expect(t.events).toEqual([{ direction: 'tx', index: 0, fault }]);
    tx.send({ pieces: [good] });
    expect([rig.sent.length, tx.reap().length, rig.path.counters.quarantines]).toEqual([0, 0, 1]);
    expect(rig.path.destroySubmissionQueue(0, 1)).toMatchObject({ ok: true });
    const again = rig.openTx();
    again.send({ pieces: [good] });
    expect(again.reap()).toHaveLength(1);
  });

  test('because a packet has more descriptors than were told', () => {
    const most = presets.nitro.queues.maxPacketTxDescriptors + 2;
    const { rig, tx, events } = txRig(64);
    const piece = { address: rig.place(bytes), length: 14 };
    tx.send({ pieces: Array(most).fill(piece) });
    expect(rig.sent).toHaveLength(1);
    tx.send({ pieces: Array(most + 1).fill(piece) });
    expect(events).toMatchObject([{ fault: 'packet has too many descriptors' }]);
  });

  test('leaves other queues alone', () => {
    const { rig, tx, good } = txRig();
    const other = rig.openTx();
    tx.kick(999);
    other.send({ pieces: [good] });
    expect(rig.sent).toHaveLength(1);
  });
});

describe('an Rx ring that makes no sense', () => {
  const rxRig = () => {
    const rig = new GuestRig();
    const rx = rig.openRx();
    const buffer = rig.allocate(2048);
    const receive = () => rig.path.peer.receive(Frame.of(bytes));
    return { rig, rx, buffer, receive };
  };

  test.each<[fault: string, lie: (t: ReturnType<typeof rxRig>) => void]>([
    ['doorbell runs ahead of the ring', ({ rx }) => rx.kick(17)],
    ['phase is not that of the lap', ({ rx }) => rx.kick(1)],
    [
      'bits are set that must be 0',
      ({ rx, buffer }) => {
        rx.write(0, buffer, 2048);
        set(rx.ring.words, rx.ring.atAhead(-1), Rx.reserved3, 1);
        rx.kick();
      },
    ],
  ])('because its %s, is read no more', (_, lie) => {
    const t = rxRig();
    lie(t);
    expect(t.receive()).toBe(false);
    expect(t.rig.path.counters).toMatchObject({ quarantines: 1, rxDrops: 1 });
    t.rx.post(0, t.buffer, 2048);
    expect([t.receive(), t.rx.reap()]).toEqual([false, []]);
  });

  test('with buffers that are not there takes no frame, and harms nobody', () => {
    for (const address of [0, 0x1000, memoryAddress - 8, memoryAddress + 2 ** 20 - 40, 2 ** 48 - 8]) {
      const { rig, rx, receive } = rxRig();
      rx.post(0, address, 2048);
      const before = rig.memory.bytes.slice();
      expect([receive(), rx.reap(), rig.path.counters.rxDrops]).toEqual([false, [], 1]);
      expect(rig.memory.bytes).toEqual(before);
    }
  });

  test('with one buffer of several that is not there writes none of them', () => {
    const { rig, rx, buffer } = rxRig();
    rx.write(0, buffer, 100);
    rx.write(1, 0x1000, 2048);
    rx.kick();
    const before = rig.memory.bytes.slice();
    expect(rig.path.peer.receive(Frame.of(buildFrame({ payload: pattern(500) })))).toBe(false);
    expect(rig.memory.bytes).toEqual(before);
  });
});

describe('work without end', () => {
  test('is done a ring at a time: the rest goes with the clock', () => {
    const { rig, tx, good } = txRig(4);
    // The peer plays a guest on another processor, who writes the next packet as soon as one is sent.
    let more = 50;
    const send = rig.path.peer.transmit;
    rig.path.peer.transmit = (frame, info) => {
      send(frame, info);
      if (more-- > 0) tx.send({ pieces: [good] });
    };
    tx.send({ pieces: [good] });
    expect(rig.sent).toHaveLength(4);
    rig.clock.step();
    expect(rig.sent).toHaveLength(8);
    rig.clock.advance(0);
    expect(rig.sent).toHaveLength(51);
  });

  test('of segments counts as well', () => {
    const { rig, tx } = txRig(8);
    const long = buildFrame({ protocol: 'tcp', payload: pattern(1000), l4Checksum: 'none' });
    const pieces = [{ address: rig.place(long), length: long.length }];
    const meta = { mss: 1, l3Offset: 14, l3Bytes: 20, l4Bytes: 20 };
    for (let id = 0; id < 3; id++) tx.write({ id, pieces, meta, tso: true, l3Protocol: 8, l4Protocol: 12 });
    tx.kick();
    expect(rig.sent).toHaveLength(1000);
    rig.clock.advance(0);
    expect(rig.sent).toHaveLength(3000);
  });

  test('ends when the queue is destroyed in the midst of it', () => {
    const { rig, tx, good } = txRig();
    rig.path.peer.transmit = () => void rig.path.reset();
    for (let id = 0; id < 5; id++) tx.write({ id, pieces: [good] });
    tx.kick();
    rig.clock.advance(1e9);
    expect(rig.path.counters).toMatchObject({ txPackets: 0, quarantines: 0 });
  });
});
