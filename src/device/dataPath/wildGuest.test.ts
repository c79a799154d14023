import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tx } from '../../spec/wire/descriptors.ts';
import { set } from '../../spec/wire/field.ts';
import { strides } from '../../spec/wire/llq.ts';
import { Frame } from './frame.ts';
import { buildFrame } from './testing/frames.ts';
import { GuestRig, memoryAddress } from './testing/guestRig.ts';

const memoryBytes = 2 ** 16;
const depth = 8;
const llq = { entryBytes: 128, descriptorsBeforeHeader: 2, stride: strides.multiple } as const;

type Words = readonly [number, number, number, number];

/** Words that are anything, but often something a descriptor would have. */
const word = fc.oneof(
  fc.nat(0xffff_ffff),
  fc.constantFrom(0, 1, 0x0100_0000, 0x0500_0040, 0x1d00_0040, 0x0d80_4000, 0x1d00_ffff, 0xffff_ffff, memoryBytes - 20),
  fc.nat(memoryBytes + 64),
);
const wild: fc.Arbitrary<Words> = fc.tuple(word, word, word, fc.constantFrom(0, 1, 1, 1, 2, 0xffff, 0x5000_0001));
/** A whole packet, or a buffer: so that much of what is thrown at the device gets far. */
const plausible: fc.Arbitrary<Words> = fc
  .tuple(
    fc.nat(300),
    fc.nat(0xffff),
    fc.integer({ min: 0x4000, max: memoryBytes - 1 }),
    fc.constantFrom(1, 0x2000_0001),
  )
  .map(([length, id, low, high]) => [0x1d00_0000 | length, id, low, high]);

const frame = fc.oneof(
  fc.uint8Array({ minLength: 0, maxLength: 200 }).map((bytes) => [...bytes]),
  fc
    .record({ version: fc.constantFrom<4 | 6>(4, 6), protocol: fc.constantFrom<'tcp' | 'udp'>('tcp', 'udp') })
    .map(buildFrame),
);
const ring = fc.nat(2);
const step = fc.oneof(
  // The next entry of a ring, with the phase of its lap, and the doorbell.
  { weight: 30, arbitrary: fc.record({ kind: fc.constant('submit'), ring, words: plausible }) },
  { weight: 20, arbitrary: fc.record({ kind: fc.constant('frame'), bytes: frame }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('submit'), ring, words: wild }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('scribble'), ring, slot: fc.nat(depth - 1), words: wild }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('doorbell'), ring, value: fc.nat(0xffff_ffff) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('interrupt'), index: fc.nat(3), value: fc.nat(0xffff_ffff) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('head'), index: fc.nat(3), value: fc.nat(0xffff) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('time'), ns: fc.nat(100_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unmap') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('map') }) },
);

/** A rig that notes what a device may write: completion rings, and buffers that were posted. */
const watchedRig = () => {
  const rig = new GuestRig({ memoryBytes });
  const ends = [rig.openTx({ depth }), rig.openTx({ depth, llq }), rig.openRx({ depth })] as const;
  const expected = rig.memory.bytes.slice();
  const mayChange = new Uint8Array(memoryBytes);
  for (const [i, { completionRing }] of ends.entries()) {
    const from = completionRing.at * 4;
    mayChange.fill(1, from, from + depth * (i === 2 ? 16 : 8));
  }
  let mapped = true;
  const write = (index: number, at: number, words: Words): void => {
    const target = ends[index]!.ring.words;
    target.set(words, at);
    if (target === rig.memory.words) expected.set(rig.memory.bytes.subarray(at * 4, at * 4 + 16), at * 4);
    const [control, , low, high] = words;
    const from = low + (high & 0xffff) * 2 ** 32 - memoryAddress;
    if (index !== 2 || from >= memoryBytes) return;
    mayChange.fill(1, Math.max(0, from), Math.max(0, from + (control & 0xffff || 0x1_0000)));
  };
  return {
    rig,
    ends,
    write,
    map: () => {
      if (!mapped) rig.dma.map({ address: memoryAddress, ...rig.memory });
      mapped = true;
    },
    unmap: () => {
      rig.dma.unmap(memoryAddress);
      mapped = false;
    },
    harmed: () => rig.memory.bytes.findIndex((byte, i) => byte !== expected[i] && mayChange[i] === 0),
  };
};

describe('a guest that writes anything anywhere', () => {
  test('gets nothing written outside of its completion rings and the buffers it posted', () => {
    const moved = { txPackets: 0, rxPackets: 0, quarantines: 0 };
    const property = fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const { rig, ends, write, map, unmap, harmed } = watchedRig();
      let offered = 0;
      for (const each of steps) {
        if (each.kind === 'submit') {
          const end = ends[each.ring]!;
          const { at, phase } = end.ring;
          const [control, ...rest] = each.words;
          const word = Uint32Array.of(control);
          set(word, 0, Tx.phase, phase);
          write(each.ring, at, [word[0]!, ...rest]);
          end.ring.advance();
          end.kick();
        } else if (each.kind === 'scribble') {
          const { ring } = ends[each.ring]!;
          write(each.ring, ring.atAhead(each.slot), each.words);
        } else if (each.kind === 'doorbell') ends[each.ring]!.kick(each.value);
        else if (each.kind === 'frame') {
          offered++;
          rig.path.peer.receive(Frame.of(each.bytes));
        } else if (each.kind === 'interrupt') rig.path.interruptControl(each.index, each.value);
        else if (each.kind === 'head') rig.path.doorbell('completionHead', each.index, each.value);
        else if (each.kind === 'time') rig.clock.advance(each.ns);
        else if (each.kind === 'map') map();
        else unmap();
      }
      expect(harmed()).toBe(-1);
      const { counters } = rig.path;
      const { rxPackets, rxDrops, rxOverruns, txPackets } = counters;
      expect([rxPackets + rxDrops + rxOverruns, txPackets]).toEqual([offered, rig.sent.length]);
      for (const name of ['txPackets', 'rxPackets', 'quarantines'] as const) moved[name] += counters[name];
    });
    fc.assert(property, { numRuns: 3000 });
    // Else it was no test.
    expect(Math.min(moved.txPackets, moved.rxPackets, moved.quarantines)).toBeGreaterThan(1000);
  });
});
