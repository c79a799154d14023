import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strides } from '../../spec/wire/llq.ts';
import { Frame } from './frame.ts';
import { buildFrame, pattern } from './testing/frames.ts';
import { GuestRig, memoryAddress } from './testing/guestRig.ts';

const llq = { entryBytes: 128, descriptorsBeforeHeader: 2, stride: strides.multiple } as const;

/** Not divisible by 4, and begun anywhere, so that bytes written beside a buffer show. */
const bufferBytes = 1021;

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
      fc.property(fc.boolean(), fc.array(action, { maxLength: 120, size: 'max' }), (usesLlq, actions) => {
        const rig = new GuestRig();
        const tx = rig.openTx({ depth: 32, ...(usesLlq ? { llq } : {}) });
        const rx = rig.openRx({ depth: 16 });
        const room = rig.allocate(8192);
        const buffers = Array.from({ length: 16 }, (_, i) => rig.allocate(bufferBytes + 8) + (i & 3));
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
              rx.write(id, buffers[id]!, bufferBytes);
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
        for (const buffer of buffers) expect([...rig.read(buffer + bufferBytes, 3)]).toEqual([0, 0, 0]);
        const { txPackets, txDrops, rxPackets, rxDrops, rxOverruns, quarantines } = rig.path.counters;
        expect([txPackets, txDrops, completed + inFlight.size, quarantines]).toEqual([next, 0, next, 0]);
        expect([rxPackets, rxDrops, rxOverruns]).toEqual([accepted, offered - accepted, 0]);
      }),
      { numRuns: 500 },
    );
  });
});
