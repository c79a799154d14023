import { readSync, writeSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { MappedMemory, pieceBytes } from './mappedMemory.ts';
import { createMemoryFile } from './memoryFile.ts';
import { loadSystemCalls, type SystemCalls } from './systemCalls.ts';

let calls: SystemCalls;
beforeAll(async () => {
  calls = await loadSystemCalls();
});

describe.runIf(process.platform === 'linux')('mapped memory', () => {
  test('is the same as the file', () => {
    const descriptor = createMemoryFile(calls, 'test', 8192);
    const memory = new MappedMemory(calls, { descriptor, offset: 4096, sizeBytes: 4096 });
    const bytes = new Uint8Array(memory.pieces[0]!.buffer);
    writeSync(descriptor, 'there', 4096);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('there');
    bytes[1] = 0x21;
    const back = Buffer.alloc(2);
    readSync(descriptor, back, 0, 2, 4096);
    expect(back.toString()).toBe('t!');
    memory.unmap();
    calls.close(descriptor);
  });

  test('comes in pieces that end where others expect it', () => {
    const sizeBytes = 5 * pieceBytes;
    const descriptor = createMemoryFile(calls, 'large', sizeBytes);
    const phaseBytes = 2 ** 20;
    const memory = new MappedMemory(calls, { descriptor, offset: 0, sizeBytes, phaseBytes });
    expect(memory.pieces.map(({ offset, buffer }) => [offset, buffer.byteLength])).toEqual([
      [0, pieceBytes - phaseBytes],
      ...[1, 2, 3, 4].map((n) => [n * pieceBytes - phaseBytes, pieceBytes]),
      [5 * pieceBytes - phaseBytes, phaseBytes],
    ]);
    memory.unmap();
    calls.close(descriptor);
  });

  // Where buffers cannot be detached they are left to the garbage collector: there is nothing to see.
  test.runIf('transfer' in ArrayBuffer.prototype)('is empty for all who hold a view when it is unmapped', () => {
    const descriptor = createMemoryFile(calls, 'test', 4096);
    const memory = new MappedMemory(calls, { descriptor, offset: 0, sizeBytes: 4096 });
    const words = new Uint32Array(memory.pieces[0]!.buffer);
    words[0] = 7;
    memory.unmap();
    memory.unmap();
    words[0] = 8;
    expect([words[0], words.length]).toEqual([undefined, 0]);
    calls.close(descriptor);
  });

  test('is no more than there is in the file, and the file cannot become smaller', () => {
    const descriptor = createMemoryFile(calls, 'test', 4096);
    expect(() => new MappedMemory(calls, { descriptor, offset: 0, sizeBytes: 8192 })).toThrow('EINVAL');
    expect(() => new MappedMemory(calls, { descriptor: 9999, offset: 0, sizeBytes: 4096 })).toThrow('EINVAL');
    expect(calls.ftruncate(descriptor, 0)).toBe(-1);
    calls.close(descriptor);
  });
});
