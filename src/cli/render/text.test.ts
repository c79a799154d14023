import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, cutStart, textWidth, wrap, wrapCut } from './text.ts';

const anyLine = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(fc.constantFrom('漢', 'e\u0301', '😀', ' ', 'word', 'x'.repeat(90)), { maxLength: 30 })
    .map((a) => a.join('')),
);

describe('textWidth', () => {
  it('counts a letter as one column, a wide character as two, a combining mark as none', () => {
    expect(textWidth('eth0')).toBe(4);
    expect(textWidth('漢字')).toBe(4);
    expect(textWidth('😀')).toBe(2);
    expect(textWidth('e\u0301')).toBe(1);
    expect(textWidth('é – …')).toBe(5);
  });
});

describe('cut', () => {
  it('keeps what fits', () => expect(cut('eth0', 4)).toBe('eth0'));
  it('ends what does not fit in an ellipsis', () => expect(cut('interface', 6)).toBe('inter…'));
  it('does not split a wide character', () => expect(cut('漢字漢字', 4)).toBe('漢…'));
  it('cuts a path at its beginning', () => expect(cutStart('/var/log/messages', 10)).toBe('…/messages'));
  it('never exceeds its columns', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 0, max: 60 }), (line, columns) => {
        expect(textWidth(cut(line, columns))).toBeLessThanOrEqual(columns);
        expect(textWidth(cutStart(line, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('wrap', () => {
  it('breaks at spaces', () => expect(wrap('one two three', 7)).toEqual(['one two', 'three']));
  it('breaks a word that is wider than a line', () =>
    expect(wrap('a abcdefgh b', 4)).toEqual(['a', 'abcd', 'efgh', 'b']));
  it('makes one line of nothing', () => expect(wrap('', 10)).toEqual(['']));
  it('loses nothing but spaces, and never exceeds its columns', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 2, max: 60 }), (line, columns) => {
        const lines = wrap(line, columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
      }),
    );
  });
  it('says with an ellipsis that lines were left out', () => {
    expect(wrapCut('one two three four', 9, 2)).toEqual(['one two', 'three fo…']);
    expect(wrapCut('one two', 9, 2)).toEqual(['one two']);
  });
});
