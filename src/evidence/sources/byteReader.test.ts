import { describe, expect, test } from 'vitest';
import { allOf, chunksOf } from '../../../test/fixtures/sources/archives.ts';
import { ByteReader } from './byteReader.ts';

const letters = Buffer.from('abcdefghij');
const failing = async function* (): AsyncGenerator<Uint8Array> {
  yield letters;
  throw new Error('cut');
};

describe('ByteReader', () => {
  test('looks ahead across chunks without reading', async () => {
    const reader = new ByteReader(chunksOf(letters, 3));
    expect(Buffer.from(await reader.peek(5)).toString()).toBe('abcde');
    expect(Buffer.from(await reader.take(5)).toString()).toBe('abcde');
    expect(await allOf(reader.chunks())).toEqual(Buffer.from('fghij'));
  });

  test('hands out no more than it was asked for', async () => {
    const reader = new ByteReader(chunksOf(letters, 4));
    expect(await allOf(reader.chunks(6))).toEqual(Buffer.from('abcdef'));
    expect(await allOf(reader.chunks())).toEqual(Buffer.from('ghij'));
  });

  test('reads again what was put back', async () => {
    const reader = new ByteReader(chunksOf(letters));
    const first = await reader.take(4);
    reader.unread(first.subarray(2));
    expect(await allOf(reader.chunks())).toEqual(Buffer.from('cdefghij'));
  });

  test('gives everything before a failure, then the failure every time', async () => {
    const reader = new ByteReader(failing());
    expect((await reader.peek(20)).length).toBe(10);
    await expect(reader.take(20)).rejects.toThrow('cut');
    expect((await reader.take(10)).length).toBe(10);
    await expect(reader.some()).rejects.toThrow('cut');
    await expect(reader.some()).rejects.toThrow('cut');
  });

  test('is short, not failing, at an ordinary end', async () => {
    const reader = new ByteReader(chunksOf(letters));
    expect((await reader.take(20)).length).toBe(10);
    expect(await reader.some()).toBeUndefined();
  });
});
