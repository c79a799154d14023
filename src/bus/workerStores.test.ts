import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StoreReceiver, StoreSender } from './workerStores.ts';

const place = (entries: number, start = 0) => {
  const words = new Int32Array(2 + 2 * entries);
  words.fill(start | 0, 0, 2);
  return { words, tailAt: 0, headAt: 1, base: 2, entries };
};

type Step = { readonly kind: 'send'; readonly offset: number; readonly value: number } | { readonly kind: 'drain' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), offset: fc.integer(), value: fc.integer() }),
  fc.constant({ kind: 'drain' as const }),
);

describe('a ring of stores', () => {
  test('does what a queue of limited length does, wherever its counts begin', () => {
    const run = (entriesLog2: number, start: number, steps: readonly Step[]) => {
      const ring = place(2 ** entriesLog2, start);
      const sender = new StoreSender(ring);
      const receiver = new StoreReceiver(ring);
      let model: [number, number][] = [];
      for (const next of steps) {
        if (next.kind === 'send') {
          const { offset, value } = next;
          const hasRoom = model.length < ring.entries;
          expect(sender.send(offset, value)).toBe(hasRoom);
          if (hasRoom) model.push([offset, value]);
        } else {
          const taken: [number, number][] = [];
          expect(receiver.drain((offset, value) => void taken.push([offset, value]))).toBe(model.length);
          expect(taken).toEqual(model);
          model = [];
        }
        expect([sender.hasRoom, receiver.isEmpty]).toEqual([model.length < ring.entries, model.length === 0]);
      }
    };
    const starts = fc.constantFrom(0, 0x7fff_fffd, 0xffff_fffd, 0xffff_ffff);
    fc.assert(fc.property(fc.nat(4), starts, fc.array(step, { maxLength: 100 }), run));
  });

  test('keeps what is sent while it is drained for the next time', () => {
    const ring = place(2);
    const sender = new StoreSender(ring);
    const receiver = new StoreReceiver(ring);
    sender.send(1, 0);
    const taken: number[] = [];
    const again = (offset: number) => {
      taken.push(offset);
      sender.send(offset + 1, 0);
    };
    expect([receiver.drain(again), taken]).toEqual([1, [1]]);
    expect([receiver.drain(again), taken]).toEqual([1, [1, 2]]);
  });

  test('goes on where another end of it stopped', () => {
    const ring = place(4);
    new StoreSender(ring).send(1, 10);
    new StoreReceiver(ring).drain(() => {});
    new StoreSender(ring).send(2, 20);
    const taken: number[] = [];
    new StoreReceiver(ring).drain((offset, value) => void taken.push(offset, value));
    expect(taken).toEqual([2, 20]);
  });

  test.each([0, 3, -4, 2 ** 25, 1.5])('cannot have %d entries', (entries) => {
    expect(() => new StoreSender({ ...place(1), entries })).toThrow(RangeError);
  });

  test('lies inside its memory', () => {
    expect(() => new StoreReceiver({ ...place(4), base: 3 })).toThrow(RangeError);
  });
});
