import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strides } from '../../spec/wire/llq.ts';
import { Frame } from './frame.ts';
import { buildFrame, pattern } from './testing/frames.ts';
import { GuestRig, memoryAddress } from './testing/guestRig.ts';

const memoryBytes = 2 ** 16;
const llq = { entryBytes: 128, descriptorsBeforeHeader: 2, stride: strides.multiple } as const;

/** Words that are anything, but often something a descriptor would have. */
const word = fc.oneof(
  fc.nat(0xffff_ffff),
  fc.constantFrom(0, 1, 0x0100_0000, 0x0500_0040, 0x1d00_0040, 0x0d80_4000, 0x1d00_ffff, 0xffff_ffff, memoryBytes - 20),
  fc.nat(memoryBytes + 64),
);
const entry = fc.record({
  ring: fc.nat(2),
  slot: fc.nat(7),
  words: fc.tuple(word, word, word, fc.constantFrom(0, 1, 1, 1, 2, 0xffff, 0x5000_0001)),
});
const wire = fc.oneof(
  fc.uint8Array({ minLength: 0, maxLength: 200 }).map((bytes) => [...bytes]),
  fc
    .record({ version: fc.constantFrom<4 | 6>(4, 6), protocol: fc.constantFrom<'tcp' | 'udp'>('tcp', 'udp') })
    .map(buildFrame),
);
const step = fc.oneof(
  { weight: 6, arbitrary: entry.map((value) => ({ kind: 'entry', value }) as const) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(2), fc.oneof(fc.nat(12), fc.nat(0xffff_ffff)))
      .map((value) => ({ kind: 'doorbell', value }) as const),
  },
  { weight: 3, arbitrary: wire.map((value) => ({ kind: 'frame', value }) as const) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(3), fc.nat(0xffff_ffff)).map((value) => ({ kind: 'interrupt', value }) as const),
  },
  { weight: 1, arbitrary: fc.tuple(fc.nat(3), fc.nat(0xffff)).map((value) => ({ kind: 'head', value }) as const) },
  { weight: 1, arbitrary: fc.nat(100_000).map((value) => ({ kind: 'time', value }) as const) },
  { weight: 1, arbitrary: fc.constantFrom(...([{ kind: 'unmap' }, { kind: 'map' }] as const)) },
);

describe('a guest that writes anything anywhere', () => {
  test('gets nothing written outside of its completion rings and the buffers it posted', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const rig = new GuestRig({ memoryBytes });
        const host = rig.openTx({ depth: 8 });
        const device = rig.openTx({ depth: 8, llq });
        const rx = rig.openRx({ depth: 8 });
        const completions = [host, device, rx].map(({ completionRing: { words, at, depth } }, i) => ({
          from: at * 4,
          to: (at + depth * (i === 2 ? 4 : 2)) * 4,
          words,
        }));
        const expected = rig.memory.bytes.slice();
        const mayChange = new Uint8Array(memoryBytes);
        for (const { from, to } of completions) mayChange.fill(1, from, to);
        let mapped = true;
        let offered = 0;
        const ends = [host, device, rx];
        for (const each of steps) {
          if (each.kind === 'entry') {
            const { ring } = ends[each.value.ring]!;
            const at = ring.atAhead(each.value.slot - ring.index);
            ring.words.set(each.value.words, at);
            if (ring.words === rig.memory.words) expected.set(rig.memory.bytes.subarray(at * 4, at * 4 + 16), at * 4);
            const [length, , low, high] = each.value.words;
            const from = low + (high & 0xffff) * 2 ** 32 - memoryAddress;
            if (each.value.ring === 2 && from < memoryBytes) {
              mayChange.fill(1, Math.max(0, from), Math.max(0, from + (length & 0xffff || 0x1_0000)));
            }
          } else if (each.kind === 'doorbell') ends[each.value[0]]!.kick(each.value[1]);
          else if (each.kind === 'frame') {
            offered++;
            rig.path.peer.receive(Frame.of(each.value));
          } else if (each.kind === 'interrupt') rig.path.interruptControl(...each.value);
          else if (each.kind === 'head') rig.path.doorbell('completionHead', ...each.value);
          else if (each.kind === 'time') rig.clock.advance(each.value);
          else if (each.kind === 'unmap') mapped = !rig.dma.unmap(memoryAddress) && mapped;
          else if (!mapped) {
            rig.dma.map({ address: memoryAddress, ...rig.memory });
            mapped = true;
          }
        }
        const { bytes } = rig.memory;
        const harmed = bytes.findIndex((byte, i) => byte !== expected[i] && mayChange[i] === 0);
        expect(harmed).toBe(-1);
        const { rxPackets, rxDrops, rxOverruns, txPackets } = rig.path.counters;
        expect([rxPackets + rxDrops + rxOverruns, txPackets]).toEqual([offered, rig.sent.length]);
      }),
      { numRuns: 3000 },
    );
  });
});

const packet = fc.record({
  payload: fc.nat(1400),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
  pushed: fc.nat(96),
  skew: fc.nat(3),
  meta: fc.boolean(),
});
const action = fc.oneof(
  packet.map((value) => ({ kind: 'send', value }) as const),
  fc.nat(3000).map((value) => ({ kind: 'receive', value }) as const),
  fc.integer({ min: 1, max: 4 }).map((value) => ({ kind: 'post', value }) as const),
  fc.constant({ kind: 'reap' } as const),
);

describe('a guest that keeps to the rules', () => {
  test('has each packet sent as it was, each id back once, and counters that add up', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(action, { maxLength: 120 }), (usesLlq, actions) => {
        const rig = new GuestRig();
        const tx = rig.openTx({ depth: 32, ...(usesLlq ? { llq } : {}) });
        const rx = rig.openRx({ depth: 16 });
        const room = rig.allocate(8192);
        const buffers = Array.from({ length: 16 }, () => rig.allocate(1024));
        const [inFlight, free] = [new Set<number>(), new Set(Array(16).keys())];
        const arrived: number[][] = [];
        let [next, offered, completed, accepted] = [0, 0, 0, 0];
        for (const each of actions) {
          if (each.kind === 'send') {
            if (inFlight.size * 8 + 8 > 31) continue;
            const { payload, cuts, pushed, skew, meta } = each.value;
            const bytes = buildFrame({ payload: pattern(payload), sourcePort: next });
            const header = usesLlq ? Math.min(pushed, bytes.length) : 0;
            const ends = [...cuts.map((cut) => header + Math.floor(cut * (bytes.length - header))), bytes.length].sort(
              (a, b) => a - b,
            );
            let at = header;
            const pieces = ends.flatMap((end) => {
              const piece = { address: room + skew + at, length: end - at };
              at = end;
              return piece.length > 0 ? [piece] : [];
            });
            rig.memory.bytes.set(bytes, room + skew - memoryAddress);
            const id = next++ & 31;
            inFlight.add(id);
            const extra = meta ? { meta: { l3Offset: 14, l3Bytes: 20 } } : {};
            tx.send({ id, header: bytes.slice(0, header), pieces, ...extra });
            expect([...rig.sent.at(-1)!]).toEqual(bytes);
          } else if (each.kind === 'receive') {
            offered++;
            const bytes = buildFrame({ payload: pattern(each.value), destinationPort: offered });
            if (!rig.path.peer.receive(Frame.of(bytes))) continue;
            accepted++;
            arrived.push(bytes);
          } else if (each.kind === 'post') {
            for (const id of [...free].slice(0, Math.min(each.value, free.size - 1))) {
              rx.write(id, buffers[id]!, 1024);
              free.delete(id);
            }
            rx.kick();
          } else {
            for (const id of tx.reap()) {
              expect(inFlight.delete(id)).toBe(true);
              completed++;
            }
            let bytes: number[] = [];
            for (const done of rx.reap()) {
              expect(free.has(done.requestId)).toBe(false);
              free.add(done.requestId);
              bytes = [...(done.first ? [] : bytes), ...rig.read(buffers[done.requestId]!, done.length)];
              if (done.last) expect(bytes).toEqual(arrived.shift());
            }
          }
        }
        const { txPackets, txDrops, rxPackets, rxDrops, rxOverruns, quarantines } = rig.path.counters;
        expect([txPackets, txDrops, completed + inFlight.size, quarantines]).toEqual([next, 0, next, 0]);
        expect([rxPackets, rxDrops, rxOverruns]).toEqual([accepted, offered - accepted, 0]);
      }),
      { numRuns: 1500 },
    );
  });
});
