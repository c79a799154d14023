import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Message } from './message.ts';
import { MessageStream } from './messageStream.ts';
import { limits } from './protocol.ts';
import { messageBytes } from './testing/messageBytes.ts';

const make = () => new MessageStream((sizeBytes) => new Uint8Array(sizeBytes));

const put = (stream: MessageStream, bytes: Uint8Array, descriptors: number[] = []): void => {
  expect(stream.makeRoom()).toBe(true);
  stream.bytes.set(bytes, stream.end);
  stream.received(bytes.length, descriptors);
};

const numbered = (command: number, length = 0): Uint8Array =>
  messageBytes(command, { data: new Uint8Array(length).fill(command) });

describe('a stream of messages', () => {
  test('is the same however it is cut', () => {
    const message = new Message();
    fc.assert(
      fc.property(
        fc.array(fc.nat(3000), { minLength: 1, maxLength: 40 }),
        fc.infiniteStream(fc.nat(5000)),
        (sizes, cuts) => {
          const stream = make();
          const whole = Buffer.concat(sizes.map((size, i) => numbered(i, size)));
          const seen: number[] = [];
          for (let at = 0; at < whole.length; ) {
            const count = Math.min(1 + cuts.next().value!, whole.length - at);
            put(stream, whole.subarray(at, at + count));
            at += count;
            while (stream.next(message)) {
              expect([message.command, message.lengthBytes]).toEqual([seen.length, sizes[seen.length]]);
              expect(message.bytes[message.at + message.lengthBytes - 1]).toBe(
                message.lengthBytes === 0 ? message.bytes[message.at - 1] : seen.length & 0xff,
              );
              seen.push(message.command);
            }
          }
          expect([seen.length, stream.waitingBytes, stream.fault]).toEqual([sizes.length, 0, undefined]);
        },
      ),
    );
  });

  test('gives descriptors to the message that holds the last byte of the read', () => {
    const stream = make();
    const message = new Message();
    put(stream, Buffer.concat([numbered(1), numbered(2), numbered(3)]), [33]);
    put(stream, numbered(4, 10).subarray(0, 20), [44]);
    put(stream, Buffer.concat([numbered(4, 10).subarray(20), numbered(5)]), [55]);
    const owners: [number, readonly number[]][] = [];
    while (stream.next(message)) owners.push([message.command, message.takeDescriptors()]);
    expect(owners).toEqual([
      [1, []],
      [2, []],
      [3, [33]],
      [4, [44]],
      [5, [55]],
    ]);
  });

  test.each([
    [15, 'message too short'],
    [0, 'message too short'],
    [limits.messageBytes + 1, 'message too long'],
    [0xffff_ffff, 'message too long'],
  ])('ends with a message that claims %i bytes', (sizeBytes, fault) => {
    const stream = make();
    put(stream, messageBytes(1, { sizeBytes }));
    expect([stream.next(new Message()), stream.fault]).toEqual([false, fault]);
  });

  test('ends with descriptors without end', () => {
    const stream = make();
    for (let count = 0; count < 5; count++) put(stream, new Uint8Array(1), [1, 2, 3, 4]);
    expect([stream.fault, stream.takeDescriptors().length]).toEqual(['too many descriptors', 20]);
  });

  test('moves nothing that is pinned, finds an answer behind others, and takes no more than there is room for', () => {
    const stream = make();
    const first = new Message();
    const answer = new Message();
    put(stream, numbered(1, 60_000));
    expect(stream.next(first)).toBe(true);
    stream.pins++;
    let count = 0;
    for (; stream.makeRoom(); count++) put(stream, numbered(count % 100, 60_000));
    expect(count).toBeGreaterThan(2);
    expect(stream.find(answer, () => answer.command === count - 1)).toBe(true);
    expect(first.bytes[first.at]).toBe(1);
    stream.pins--;
    const order: number[] = [];
    while (stream.next(answer)) order.push(answer.command);
    expect(order).toEqual(Array.from({ length: count }, (_, i) => i));
  });
});
