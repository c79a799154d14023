import fc from 'fast-check';
import { commands } from '../../../src/spec/wire/admin/commands.ts';
import { wireFeatures } from '../../../src/spec/wire/admin/features.ts';
import { areas } from '../../../src/spec/wire/areas.ts';
import { bars } from '../../../src/spec/wire/pci.ts';
import { Registers } from '../../../src/spec/wire/registers.ts';

// What guests do that mean harm, or are out of their minds.

export const memoryAddress = 2 ** 32;
export const memoryBytes = 2 ** 16;

const offsets = [
  ...Object.values(Registers).map(({ offset }) => offset),
  ...Object.values(areas).map(({ base }) => base),
  ...Object.values(areas).map(({ base, stride, count }) => base + stride * (count - 1)),
];

/** Numbers that guests who lie would choose, and any other. */
const value = fc.oneof(
  fc.integer({ min: 0, max: 0xffff_ffff }),
  fc.constantFrom(0, 1, 16, 32, 0x0040_0020, 0x0040_0010, 0x0040_0001, 0x0040_8000, 0xffff, 0xffff_ffff, 0xffff_fffc),
  fc.integer({ min: 0, max: memoryBytes - 1 }),
);

/** A store to BAR0. */
export const write = fc.record({
  offset: fc.oneof(
    fc.constantFrom(...offsets),
    fc.integer({ min: 0, max: bars.registers.sizeBytes / 4 - 1 }).map((word) => word * 4),
  ),
  value,
});

const opcode = fc.oneof(fc.constantFrom(...Object.values(commands).map((row) => row.opcode)), fc.nat(255));
const featureId = fc.oneof(fc.constantFrom(...Object.values(wireFeatures).map(({ id }) => id)), fc.nat(255));

/** An entry of random bytes, mostly with an opcode, a feature and a buffer address that lead somewhere. */
export const entry = fc
  .record({
    bytes: fc.uint8Array({ minLength: 64, maxLength: 64 }),
    opcode,
    featureId,
    length: fc.nat(4096),
    page: fc.nat(memoryBytes),
  })
  .map(({ bytes, opcode, featureId, length, page }) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    view.setUint8(2, opcode);
    view.setUint8(17, featureId);
    if (bytes[63]! < 128) {
      view.setUint32(4, length, true);
      view.setUint32(8, page, true);
      view.setUint16(12, 1, true);
    }
    return bytes;
  });

/** A command that makes or removes a queue, mostly one that could be. */
const queueCommand = fc
  .record({
    opcode: fc.constantFrom(1, 1, 1, 2, 3, 3, 4),
    index: fc.oneof({ arbitrary: fc.nat(3), weight: 9 }, { arbitrary: fc.nat(0xffff), weight: 1 }),
    depth: fc.constantFrom(16, 64, 64, 64, 64, 64, 64, 3, 0),
    direction: fc.constantFrom(1, 2, 1, 2, 1, 2, 1, 2, 0),
    words: fc.constantFrom(2, 4, 2, 4, 2, 4, 8, 1),
    page: fc.oneof(
      fc.nat(15).map((page) => page * 4096),
      fc.nat(memoryBytes),
    ),
  })
  .map(({ opcode, index, depth, direction, words, page }) => {
    const bytes = new Uint8Array(64);
    const view = new DataView(bytes.buffer);
    view.setUint8(2, opcode);
    view.setUint8(4, opcode === 1 ? direction << 5 : 0x20);
    if (opcode === 1) view.setUint8(6, 1);
    if (opcode === 1) view.setUint8(7, 1);
    if (opcode === 3) view.setUint8(5, words);
    if (opcode === 3) view.setUint16(6, depth, true);
    if (opcode === 2 || opcode === 4) view.setUint16(4, index, true);
    if (opcode === 2) view.setUint8(6, direction << 5);
    view.setUint32(8, opcode === 1 ? index | (depth << 16) : 1, true);
    view.setUint32(12, page, true);
    view.setUint16(16, 1, true);
    return bytes;
  });

/** A store to a queue's register, mostly to one that may be there. */
const doorbell = fc.record({
  offset: fc
    .tuple(fc.constantFrom(...Object.values(areas)), fc.nat(3))
    .map(([{ base, stride }, index]) => base + stride * index),
  value: fc.oneof(fc.nat(64), fc.constant(0x4000_0000), value),
});

/** Something a guest does. */
export const step = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('command' as const), bytes: entry }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constant('queue' as const), bytes: queueCommand }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('write' as const), write: doorbell }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constant('write' as const), write }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.nat(1500) }), weight: 1 },
);
