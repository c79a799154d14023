import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Frame } from '../../device/dataPath/index.ts';
import { FrameStream } from './frameStream.ts';

/** A stream that keeps what is written to it, and takes what is pushed. */
const pipe = () => {
  const written: Uint8Array[] = [];
  const duplex = new Duplex({
    read: () => {},
    write: (chunk: Uint8Array, _, done) => {
      written.push(chunk);
      done();
    },
  });
  return { socket: duplex as unknown as Socket, duplex, written };
};

const message = (bytes: Uint8Array): Uint8Array => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(bytes.length);
  return Buffer.concat([prefix, bytes]);
};

/** What arrives when a stream comes in these chunks. */
const heard = (chunks: readonly Uint8Array[]) => {
  const { socket, duplex } = pipe();
  const frames: Uint8Array[] = [];
  new FrameStream(
    socket,
    (frame) => void frames.push(frame.toBytes()),
    () => {},
  );
  for (const chunk of chunks) duplex.emit('data', chunk);
  return { frames, isAlive: !duplex.destroyed };
};

describe('a stream of frames', () => {
  test('is read however it is cut', () => {
    const frames = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 8 });
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 50 })), (sent, cuts) => {
        const all = Buffer.concat(sent.map(message));
        const chunks: Uint8Array[] = [];
        let at = 0;
        for (const cut of [...cuts, all.length]) {
          chunks.push(all.subarray(at, at + cut));
          at += cut;
        }
        expect(heard(chunks)).toEqual({ frames: sent, isAlive: true });
      }),
    );
  });

  test('may end anywhere', () => {
    const all = Buffer.concat([message(Uint8Array.of(1, 2, 3)), message(Uint8Array.of(4, 5))]);
    for (let length = 0; length < all.length; length++)
      expect(heard([all.subarray(0, length)]).frames.length).toBe(length < 7 ? 0 : 1);
  });

  test.each([0, 0x1_0001, 0xffff_ffff])('ends where a frame claims to have %d bytes', (claimed) => {
    const prefix = Buffer.alloc(4);
    prefix.writeUInt32BE(claimed);
    expect(heard([prefix, message(Uint8Array.of(1))])).toEqual({ frames: [], isAlive: false });
  });

  test('is written with lengths', async () => {
    const { socket, written } = pipe();
    const stream = new FrameStream(
      socket,
      () => {},
      () => {},
    );
    stream.send(Frame.of([7, 8, 9]));
    stream.send(Frame.of([1]));
    await new Promise((resolve) => setImmediate(resolve));
    expect([...Buffer.concat(written)]).toEqual([0, 0, 0, 3, 7, 8, 9, 0, 0, 0, 1, 1]);
  });

  test('loses frames rather than keep what a slow reader does not take', () => {
    const { socket } = pipe();
    const stream = new FrameStream(
      socket,
      () => {},
      () => {},
    );
    const frame = Frame.of(new Uint8Array(60_000));
    for (let i = 0; i < 100; i++) stream.send(frame);
    expect(stream.lost).toBeGreaterThan(20);
  });
});
