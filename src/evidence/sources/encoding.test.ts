import { describe, expect, test } from 'vitest';
import { allOf, chunksOf } from '../../../test/fixtures/sources/archives.ts';
import { asUtf8, cleanlinessOf, encodingOf } from './encoding.ts';

const text = '[1.0] ena 0000:00:05.0 eth0: Gerät zurückgesetzt 再起動\n'.repeat(3);
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(little).swap16();

describe('encodingOf and asUtf8', () => {
  test.each([
    ['UTF-8', 'utf-8', Buffer.from(text)],
    ['UTF-8 with a mark', 'utf-8', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', 'utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
    ['UTF-16 BE with a mark', 'utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
    ['UTF-16 LE without a mark', 'utf-16le', little],
    ['UTF-16 BE without a mark', 'utf-16be', big],
  ] as const)('reads %s', async (_, encoding, bytes) => {
    expect(encodingOf(bytes)).toBe(encoding);
    expect((await allOf(asUtf8(chunksOf(bytes, 7), encoding))).toString()).toBe(text);
  });
});

describe('cleanlinessOf', () => {
  test('takes a log for clean, with colours, NULs of a crash and Latin-1 letters in it', () => {
    expect(cleanlinessOf(Buffer.from(text))).toBe('clean');
    expect(cleanlinessOf(Buffer.from(`\x1b[32m${text}\x1b[0m`))).toBe('clean');
    expect(cleanlinessOf(Buffer.concat([Buffer.from(text), Buffer.alloc(4096)]))).toBe('clean');
    expect(cleanlinessOf(Buffer.from('[1.0] Gerät zurückgesetzt, alles wieder in Ordnung', 'latin1'))).toBe('clean');
  });

  test('takes noise and zeros for binary', () => {
    expect(cleanlinessOf(Buffer.alloc(4096))).toBe('binary');
    const noise = Uint8Array.from({ length: 4096 }, (_, n) => (n * 2_654_435_761) >>> 13);
    expect(cleanlinessOf(noise)).toBe('binary');
  });

  test('is in doubt about text with some noise', () => {
    expect(cleanlinessOf(Buffer.from('some text with \x01\x02\x03\x04 in it'))).toBe('soiled');
  });
});
