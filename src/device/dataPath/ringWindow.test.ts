import { describe, expect, test } from 'vitest';
import { ownMemory } from '../../bus/memory.ts';
import { WindowedMemory } from '../../bus/windows.ts';
import { Frame } from './frame.ts';
import { RingWindow } from './ringWindow.ts';
import { buildFrame } from './testing/frames.ts';
import { GuestRig, memoryAddress } from './testing/guestRig.ts';

describe('a ring whose memory lies in several pieces', () => {
  test('is worked on all the same', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const rx = rig.openRx();
    const frame = buildFrame();
    const piece = { address: rig.place(frame), length: frame.length };
    const buffer = rig.allocate(256);
    // Every 16 bytes of the rings become a window of their own, of the same memory.
    const { buffer: whole } = rig.memory.bytes;
    rig.dma.unmap(memoryAddress);
    for (let at = 0; at < 1024; at += 16) {
      const bytes = new Uint8Array(whole, at, 16);
      rig.dma.map({ address: memoryAddress + at, bytes, words: new Uint32Array(whole, at, 4) });
    }
    const rest = { bytes: new Uint8Array(whole, 1024), words: new Uint32Array(whole, 1024) };
    rig.dma.map({ address: memoryAddress + 1024, ...rest });
    for (let lap = 0; lap < 40; lap++) {
      tx.send({ id: lap & 15, pieces: [piece] });
      expect([...rig.sent.pop()!, ...tx.reap()]).toEqual([...frame, lap & 15]);
      rx.post(lap & 15, buffer, 256);
      expect(rig.path.peer.receive(Frame.of(frame))).toBe(true);
      expect(rx.reap()).toMatchObject([{ requestId: lap & 15, length: frame.length }]);
    }
  });

  test('is found in one piece again once it is mapped so', () => {
    const dma = new WindowedMemory();
    const [one, two] = [ownMemory(64), ownMemory(64)];
    dma.map({ address: 64, ...one });
    dma.map({ address: 128, ...two });
    const window = RingWindow.open(dma, 96, 64)!;
    expect(window.words).not.toBe(one.words);
    const joined = ownMemory(128);
    dma.unmap(64);
    dma.unmap(128);
    const places: unknown[] = [];
    const end = { move: (words: Uint32Array, base: number) => void places.push(words, base) };
    expect(window.isReachable(end)).toBe(false);
    dma.map({ address: 64, ...joined });
    expect([window.isReachable(end), ...places]).toEqual([true, joined.words, 8]);
  });
});

test('rings are shared with other threads in order', () => {
  const rig = new GuestRig({ concurrent: true });
  const tx = rig.openTx({ depth: 4 });
  const frame = buildFrame();
  for (let id = 0; id < 9; id++) {
    tx.send({ id: id & 3, pieces: [{ address: rig.place(frame), length: frame.length }] });
    expect(tx.reap()).toEqual([id & 3]);
  }
});
