import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextLine } from '../section.ts';
import { LineSplitter, lineEndsOf } from './lines.ts';

const split = (text: string | Uint8Array, chunkBytes = 5, lineBytes = 100) => {
  const bytes = Buffer.from(text);
  const lines: TextLine[] = [];
  const splitter = new LineSplitter(lineEndsOf(bytes), lineBytes, (line) => lines.push(line));
  for (let at = 0; at < bytes.length; at += chunkBytes) splitter.push(bytes.subarray(at, at + chunkBytes));
  splitter.end();
  return { lines, texts: lines.map((line) => line.text), count: splitter.lines };
};

describe('LineSplitter', () => {
  test('cuts at LF and keeps a last line without one', () => {
    expect(split('one\ntwo\n\nthree').texts).toEqual(['one', 'two', '', 'three']);
  });

  test('cuts at CRLF, and at CRs doubled by a terminal', () => {
    expect(split('one\r\ntwo\r\r\nthree\r\n').texts).toEqual(['one', 'two', 'three']);
  });

  test('takes a lone CR for a line end only where there is no LF', () => {
    expect(split('one\rtwo\rthree').texts).toEqual(['one', 'two', 'three']);
    expect(split('10%\r20%\rdone\nnext\n').texts).toEqual(['10%\r20%\rdone', 'next']);
  });

  test('drops the empty lines of doubled line ends, and numbers lines as they stand', () => {
    const { lines } = split('one\n\ntwo\n\nthree\n\nfour\n\n');
    expect(lines).toEqual([
      { text: 'one', number: 1 },
      { text: 'two', number: 3 },
      { text: 'three', number: 5 },
      { text: 'four', number: 7 },
    ]);
  });

  test('keeps empty lines that mean something', () => {
    expect(split('one\n\ntwo\nthree\n\nfour\n').texts).toEqual(['one', '', 'two', 'three', '', 'four']);
  });

  test('cuts a long line to its head and counts it once', () => {
    const { texts, count } = split(`${'x'.repeat(10_000)}\nnext\n`, 300);
    expect(texts).toEqual(['x'.repeat(100), 'next']);
    expect(count).toBe(2);
  });

  test('replaces what is no UTF-8', () => {
    expect(split(Buffer.from([0x61, 0xe9, 0x62, 0x0a])).texts).toEqual(['a\ufffdb']);
  });

  test('cuts the same lines however the bytes come in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (bytes, chunkBytes) => {
        const noisy = bytes.map((byte) => (byte % 7 === 0 ? 0x0a : byte));
        expect(split(noisy, chunkBytes)).toEqual(split(noisy, 1000));
      }),
    );
  });
});
