import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  commands,
  deviceInfo,
  dmaMap,
  dmaUnmap,
  flags,
  interruptActions,
  interruptData,
  interruptInfo,
  interrupts,
  regionAccess,
  regionDescriptors,
  regionInfo,
  regions,
  setInterrupts,
  writeMultiple,
} from './protocol.ts';
import type { Put } from './testing/clientSocket.ts';
import { Conversation } from './testing/conversation.ts';
import { greetingBytes, messageBytes } from './testing/messageBytes.ts';

const EINVAL = 22;
const EOPNOTSUPP = 95;

describe('a greeting', () => {
  test('is answered in the version of the client, with JSON that is no longer than its own and ends in NUL', () => {
    const { flags: type, payload } = new Conversation().ask(greetingBytes());
    const text = Buffer.from(payload.buffer, payload.byteOffset + 4).toString();
    expect([type, payload.getUint16(0, true), payload.getUint16(2, true)]).toEqual([flags.reply, 0, 0]);
    expect(JSON.parse(text.slice(0, -1))).toMatchObject({ capabilities: { write_multiple: true } });
    expect(text.at(-1)).toBe('\0');
  });

  test('of few bytes is answered in few bytes', () => {
    const { payload } = new Conversation().ask(greetingBytes('{}\0'));
    expect(payload.byteLength).toBeLessThanOrEqual(7);
  });

  test.each(['{', '[1', 'null x'])('of no JSON ends the conversation: %s', (text) => {
    const conversation = new Conversation();
    expect(conversation.say(greetingBytes(text))).toBe(false);
    expect(conversation.replies).toMatchObject([{ flags: flags.reply | flags.error, errno: EINVAL }]);
  });

  test('has to come first, and once', () => {
    expect(new Conversation().say(messageBytes('deviceInfo'))).toBe(false);
    expect(Conversation.greeted().ask(greetingBytes())).toMatchObject({ errno: EINVAL });
  });
});

describe('a session', () => {
  test('tells of regions and vectors', () => {
    const talk = Conversation.greeted();
    expect(talk.ask(messageBytes('deviceInfo')).payload.getUint32(deviceInfo.regions.at, true)).toBe(regions.count);
    const sizes = Array.from({ length: regions.count }, (_, index) => {
      const { payload } = talk.ask(messageBytes('regionInfo', { puts: [[regionInfo.index, index]] }));
      return payload.getUint32(regionInfo.sizeBytes.at, true);
    });
    expect(sizes).toEqual([0x4000, 0x2000, 4096, 0, 0, 0, 0, 4096, 0]);
    const counts = Array.from({ length: interrupts.count }, (_, index) => {
      const { payload } = talk.ask(messageBytes('interruptInfo', { puts: [[interruptInfo.index, index]] }));
      return payload.getUint32(interruptInfo.count.at, true);
    });
    expect(counts).toEqual([0, 0, 9, 0, 0]);
  });

  test('refuses what it does not know, and goes on', () => {
    const talk = Conversation.greeted();
    expect([talk.say(messageBytes(14)), talk.say(messageBytes(999))]).toEqual([true, true]);
    expect(talk.replies.map(({ errno }) => errno)).toEqual([EOPNOTSUPP, EOPNOTSUPP]);
  });

  test('answers no message that wants none, not even with an error', () => {
    const talk = Conversation.greeted();
    talk.say(messageBytes('regionWrite', { flags: flags.noReply, puts: [[regionAccess.region, 99]] }));
    expect(talk.replies).toEqual([]);
  });

  test('has answered a write before the device does anything about it', () => {
    const talk = Conversation.greeted();
    const order: string[] = [];
    talk.replies.push = () => order.push('reply');
    talk.ends.written.push = () => order.push('store');
    talk.say(access('regionWrite', 0, 8, new Uint8Array(4)));
    expect(order).toEqual(['reply', 'store']);
  });

  test.each([
    [0, 0x4000, 4],
    [0, 0x3fff, 2],
    [0, 2 ** 64 - 4096, 4],
    [0, 0, 0],
    [0, 0, 2 ** 32 - 1],
    [3, 0, 4],
    [6, 0, 4],
    [8, 0, 1],
    [2 ** 32 - 1, 0, 4],
  ])('lets nobody read region %i at %i, %i bytes', (region, offset, lengthBytes) => {
    expect(Conversation.greeted().ask(access('regionRead', region, offset, undefined, lengthBytes))).toMatchObject({
      errno: EINVAL,
    });
  });

  test('writes no byte that is not in the message', () => {
    const talk = Conversation.greeted();
    expect(talk.ask(access('regionWrite', 0, 0, new Uint8Array(4), 8))).toMatchObject({ errno: EINVAL });
    const puts: Put[] = [[writeMultiple.count, 2 ** 61]];
    expect(talk.ask(messageBytes('writeMultiple', { puts, data: new Uint8Array(24) }))).toMatchObject({
      errno: EINVAL,
    });
    expect(talk.ends.written).toEqual([]);
  });

  test('carries gathered writes out in their order', () => {
    const talk = Conversation.greeted();
    const data = new Uint8Array(72);
    const view = new DataView(data.buffer);
    for (const i of [0, 1, 2]) {
      view.setUint32(24 * i, 4 * i, true);
      view.setUint32(24 * i + 12, 4, true);
      view.setUint32(24 * i + 16, 100 + i, true);
    }
    talk.say(messageBytes('writeMultiple', { puts: [[writeMultiple.count, 3]], data, flags: flags.noReply }));
    expect(talk.ends.written).toEqual([
      [0, 100],
      [4, 101],
      [8, 102],
    ]);
  });

  test('closes descriptors that nobody asked for', () => {
    const talk = Conversation.greeted();
    talk.say(messageBytes('deviceInfo'), [3, 4, 5]);
    talk.say(map(0, 4096), [7, 9]);
    talk.say(connect(0, 3), [11, 13]);
    talk.say(connect(0, 2), [15, 16]);
    expect([...talk.ends.open]).toEqual([]);
    expect(talk.replies.slice(1).map(({ errno }) => errno)).toEqual([EINVAL, EINVAL, EINVAL]);
  });
});

const access = (
  command: 'regionRead' | 'regionWrite',
  region: number,
  offset: number,
  data = new Uint8Array(0),
  lengthBytes = data.length,
): Uint8Array =>
  messageBytes(command, {
    data,
    puts: [
      [regionAccess.region, region],
      [regionAccess.offset, offset],
      [regionAccess.lengthBytes, lengthBytes],
    ],
  });

const map = (address: number, sizeBytes: number): Uint8Array =>
  messageBytes('dmaMap', {
    puts: [
      [dmaMap.flags, 3],
      [dmaMap.address, address],
      [dmaMap.sizeBytes, sizeBytes],
    ],
  });

const connect = (start: number, count: number): Uint8Array =>
  messageBytes('setInterrupts', {
    puts: [
      [setInterrupts.flags, interruptData.event | interruptActions.trigger],
      [setInterrupts.index, interrupts.msix],
      [setInterrupts.start, start],
      [setInterrupts.count, count],
    ],
  });

describe('whatever a client says', () => {
  const number = fc.oneof(
    fc.constantFrom(0, 1, 2, 3, 4, 7, 8, 9, 16, 24, 32, 36, 4096, 0x4000, 2 ** 31, 2 ** 32 - 1, 2 ** 48, 2 ** 52),
    fc.nat(64).map((page) => page * 4096),
    fc.nat(),
  );
  const fieldsOf = {
    dmaMap,
    dmaUnmap,
    deviceInfo,
    regionInfo,
    regionDescriptors,
    interruptInfo,
    setInterrupts,
    regionRead: regionAccess,
    regionWrite: regionAccess,
    writeMultiple,
    version: {},
    dmaRead: {},
    dmaWrite: {},
    reset: {},
  } as const;
  const names = Object.keys(fieldsOf) as (keyof typeof fieldsOf)[];
  const said = fc
    .record({
      name: fc.oneof({ arbitrary: fc.constantFrom(...names), weight: 9 }, { arbitrary: fc.nat(20), weight: 1 }),
      values: fc.array(number, { minLength: 5, maxLength: 5 }),
      data: fc.uint8Array({ maxLength: 80 }),
      cut: fc.oneof({ arbitrary: fc.constant(0), weight: 9 }, { arbitrary: fc.nat(30), weight: 1 }),
      flags: fc.constantFrom(0, 0, 0, 0, 0x10, 1, 2, 0x30),
      descriptors: fc.oneof(fc.constant(0), fc.nat(10)),
    })
    .map(({ name, values, data, cut, flags: type, descriptors }) => {
      const fields = typeof name === 'number' ? [] : Object.values(fieldsOf[name]);
      const puts = fields.map((field, i): Put => [field, field.bytes === 8 ? values[i % 5]! : values[i % 5]! >>> 0]);
      const whole = messageBytes(name, { puts, data, flags: type });
      const bytes = whole.slice(0, Math.max(16, whole.length - cut));
      new DataView(bytes.buffer).setUint32(4, bytes.length, true);
      return { bytes, descriptors };
    });

  test('every message has one answer at most, and every descriptor one owner', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 40 }), (messages) => {
        const talk = Conversation.greeted();
        const { ends } = talk;
        let next = 1;
        for (const { bytes, descriptors } of messages) {
          const before = talk.replies.length;
          const came = Array.from({ length: descriptors }, () => next++);
          const goesOn = talk.say(bytes, came);
          expect(talk.replies.length - before).toBeLessThanOrEqual(1);
          if (!goesOn) break;
        }
        expect(ends.open.size).toBeLessThanOrEqual(ends.signals.count);
        expect(ends.mappings).toBeLessThanOrEqual(ends.memory.regions.length);
        ends.signals.disconnect();
        ends.memory.remove(0, 2 ** 48);
        expect([ends.open.size, ends.mappings, ends.memory.sizeBytes]).toEqual([0, 0, 0]);
      }),
      { numRuns: 1000 },
    );
  });

  test('codes are those of the protocol', () => {
    expect(Object.values(commands).map(({ code }) => code)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15]);
  });
});
