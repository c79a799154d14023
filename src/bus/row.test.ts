import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Row } from './row.ts';

describe('a row', () => {
  test('gives back what it got in the same order, however it is filled and emptied', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat()), { maxLength: 200 }), (moves) => {
        const row = new Row<number>();
        const model: number[] = [];
        for (const item of moves) {
          if (item === null) expect(row.shift()).toBe(model.shift());
          else {
            row.push(item);
            model.push(item);
          }
          expect(row.length).toBe(model.length);
        }
      }),
    );
  });

  test('is empty once it was cleared, and can be filled again', () => {
    const row = new Row<number>();
    for (let i = 0; i < 5; i++) row.push(i);
    row.clear();
    expect([row.length, row.shift()]).toEqual([0, undefined]);
    row.push(7);
    expect(row.shift()).toBe(7);
  });
});
