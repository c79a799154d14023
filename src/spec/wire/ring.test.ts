import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { word } from './field.ts';
import { Consumer, isRingDepth, maxDepth, Producer, type RingPlace } from './ring.ts';

const phase = word(1).bit(24);
const place = (depth: number, base = 3, ordered = false): RingPlace => ({
  ...{ words: new Uint32Array(base + depth * 4 + 5), base, depth, entryWords: 4, phase, ordered },
});

describe('a ring', () => {
  test('delivers what a plain queue would, over any number of laps, and stays inside its memory', () => {
    const burst = fc.record({ push: fc.nat(8), pop: fc.nat(8) });
    fc.assert(
      fc.property(fc.array(burst, { maxLength: 80 }), fc.nat(3), fc.boolean(), (bursts, log2, ordered) => {
        const depth = 2 ** log2;
        const where = place(depth, 3, ordered);
        const writer = new Producer(where);
        const reader = new Consumer(where);
        const model: number[] = [];
        let count = 0;
        for (const { push, pop } of bursts) {
          for (let i = 0; i < push && model.length < depth; i++) {
            writer.words[writer.at] = ++count;
            if (count % 2) writer.publish();
            else writer.commit(0xffff_ffff);
            model.push(count);
          }
          expect(reader.pending(writer.index)).toBe(model.length);
          for (let i = 0; i < pop; i++) {
            expect(reader.isNew).toBe(model.length > 0);
            if (!reader.isNew) break;
            expect(reader.words[reader.at]).toBe(model.shift());
            reader.advance();
          }
        }
        const outside = [...where.words.subarray(0, 3), ...where.words.subarray(3 + depth * 4)];
        expect(outside).toEqual(Array(8).fill(0));
      }),
    );
  });

  test.each([1, 16, maxDepth])('of %i keeps its phase when the index wraps at 16 bits', (depth) => {
    const where = place(depth);
    const [writer, reader] = [new Producer(where), new Consumer(where)];
    let expected = 1;
    for (let i = 0; i < 0x10000 * 2 + 5; i++) {
      if (i > 0 && i % depth === 0) expected ^= 1;
      if (writer.phase !== expected || reader.isNew) expect.unreachable(`entry ${i}`);
      writer.publish();
      if (!reader.isNew) expect.unreachable(`entry ${i} is not seen`);
      reader.advance();
    }
    expect([writer.index, reader.index]).toEqual([5, 5]);
  });

  test('looks ahead as it will be after advancing', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.nat(100), (index, ahead) => {
        const reader = new Consumer(place(16));
        reader.index = index;
        const seen = [reader.atAhead(ahead), reader.phaseAhead(ahead)];
        reader.advance(ahead);
        expect(seen).toEqual([reader.at, reader.phase]);
      }),
    );
  });

  test('does not show an entry that is cleared and filled, until it is published', () => {
    const where = place(1);
    const [writer, reader] = [new Producer(where), new Consumer(where)];
    writer.publish();
    reader.advance();
    writer.clear();
    writer.words[writer.at] = 9;
    expect(reader.isNew).toBe(false);
    writer.publish();
    expect(reader.isNew).toBe(true);
  });

  test('cannot have a depth a guest made up, nor lie outside its memory', () => {
    for (const depth of [0, 3, 1.5, -4, 0x10000, Number.NaN]) {
      expect(isRingDepth(depth)).toBe(false);
      expect(() => new Producer({ ...place(4), depth })).toThrow(RangeError);
    }
    expect(() => new Producer({ ...place(4), base: 10 })).toThrow(RangeError);
    expect(() => new Producer(place(4)).move(new Uint32Array(15), 0)).toThrow(RangeError);
  });
});
