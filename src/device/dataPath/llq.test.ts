import { describe, expect, test } from 'vitest';
import { acceleratedFlags, type LlqShape, strides } from '../../spec/wire/llq.ts';
import { presets } from '../presets.ts';
import { buildFrame, pattern } from './testing/frames.ts';
import { GuestRig } from './testing/guestRig.ts';

const shapes: readonly LlqShape[] = [
  { entryBytes: 128, descriptorsBeforeHeader: 2, stride: strides.multiple },
  { entryBytes: 256, descriptorsBeforeHeader: 2, stride: strides.multiple },
  { entryBytes: 192, descriptorsBeforeHeader: 4, stride: strides.multiple },
  { entryBytes: 128, descriptorsBeforeHeader: 1, stride: strides.single },
  { entryBytes: 128, descriptorsBeforeHeader: 2, stride: strides.single },
];

const meta = { l3Offset: 14, l3Bytes: 20 };

describe.each(shapes)('an LLQ of %o', (llq) => {
  test('sends what was pushed and what follows it', () => {
    const rig = new GuestRig();
    const tx = rig.openTx({ depth: 64, llq });
    const frame = buildFrame({ payload: pattern(1000) });
    for (const header of [0, 14, 60, llq.entryBytes - llq.descriptorsBeforeHeader * 16]) {
      for (const pieces of [1, 2, 3, 11]) {
        const cuts = Array.from(
          { length: pieces + 1 },
          (_, i) => header + Math.floor(((frame.length - header) * i) / pieces),
        );
        const rest = cuts.slice(1).map((end, i) => ({
          address: rig.place(frame.slice(cuts[i], end), i),
          length: end - cuts[i]!,
        }));
        tx.send({ id: 3, header: frame.slice(0, header), pieces: rest });
        expect([...rig.sent.pop()!]).toEqual(frame);
        expect(tx.reap()).toEqual([3]);
      }
    }
  });

  test('sends a packet that was pushed whole, with a meta descriptor or without', () => {
    const rig = new GuestRig();
    const tx = rig.openTx({ llq });
    const frame = buildFrame({ payload: [1, 2, 3] });
    for (let lap = 0; lap < 40; lap++) {
      tx.send({ header: frame });
      expect([...rig.sent.pop()!]).toEqual(frame);
      tx.send({ header: frame, meta });
      expect([...rig.sent.pop()!]).toEqual(frame);
      expect(tx.reap()).toHaveLength(2);
    }
  });
});

const [shape] = shapes as [LlqShape];
const checksums = { l3Protocol: 8, l4Protocol: 13, l4Checksum: true, partial: true } as const;
const asked = buildFrame({ l4Checksum: 'pseudo' });
const right = buildFrame();

describe('meta descriptors', () => {
  test('are kept where the device caches them', () => {
    const rig = new GuestRig({ device: { llq: { ...presets.nitro.llq, acceleratedFlags: 0 } } });
    const tx = rig.openTx({ llq: shape });
    tx.send({ header: asked, meta, ...checksums });
    tx.send({ header: asked, ...checksums });
    expect(rig.sent.map((frame) => [...frame])).toEqual([right, right]);
  });

  test('are kept only if they ask for it', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const pieces = [{ address: rig.place(asked), length: asked.length }];
    tx.send({ pieces, meta: { ...meta, store: false }, ...checksums });
    tx.send({ pieces, ...checksums });
    expect([rig.sent.length, rig.path.counters.txDrops, tx.reap().length]).toEqual([1, 1, 2]);
  });

  test('must come with each packet where the device does not cache them', () => {
    const rig = new GuestRig();
    const tx = rig.openTx({ llq: shape });
    tx.send({ header: asked, meta, ...checksums });
    tx.send({ header: asked, ...checksums });
    expect([rig.sent.length, rig.path.counters.txDrops, tx.reap().length]).toEqual([1, 1, 2]);
  });
});

describe('the memory of LLQs', () => {
  test('is given out, and comes back', () => {
    const rig = new GuestRig({ llqBytes: 4 * 16 * 128 });
    const queues = Array.from({ length: 4 }, () => rig.openTx({ llq: shape }));
    expect(() => rig.openTx({ llq: shape })).toThrow('"status":1');
    expect(rig.path.destroySubmissionQueue(queues[2]!.index, 1)).toEqual({ ok: true, index: 2 });
    const again = rig.openTx({ llq: shape });
    again.send({ header: right });
    expect([again.index, rig.sent.length]).toEqual([2, 1]);
  });

  test('is not had by a device without, nor before a shape was chosen', () => {
    expect(() => new GuestRig({ llqBytes: 0 }).openTx({ llq: shape })).toThrow('"status":5');
  });
});

test('a burst beyond the limit ends the queue', () => {
  const llq = { ...presets.nitro.llq, acceleratedFlags: acceleratedFlags.limitTxBurst, maxTxBurstBytes: 4 * 128 };
  const rig = new GuestRig({ device: { llq } });
  const tx = rig.openTx({ llq: shape });
  for (let i = 0; i < 4; i++) tx.write({ header: right });
  tx.kick();
  expect(rig.sent).toHaveLength(4);
  for (let i = 0; i < 5; i++) tx.write({ header: right });
  tx.kick();
  expect([rig.sent.length, rig.path.counters.quarantines]).toEqual([4, 1]);
});
