import { describe, expect, test } from 'vitest';
import { presets } from '../presets.ts';
import { buildFrame, type FrameOptions, pattern } from './testing/frames.ts';
import { GuestRig } from './testing/guestRig.ts';
import type { TxRequest } from './testing/guestTx.ts';

const l3 = { 4: { l3Protocol: 8, l3Bytes: 20 }, 6: { l3Protocol: 11, l3Bytes: 40 } } as const;
const l4 = { tcp: { l4Protocol: 12, l4Bytes: 20 }, udp: { l4Protocol: 13, l4Bytes: 8 } } as const;

const send = (frame: number[], request: TxRequest, skew = 2, device = {}) => {
  const rig = new GuestRig({ device });
  const tx = rig.openTx();
  tx.send({ id: 1, pieces: [{ address: rig.place(frame, skew), length: frame.length }], ...request });
  expect(tx.reap()).toEqual([1]);
  return { rig, sent: rig.sent.map((bytes) => [...bytes]) };
};

const both = [4, 6] as const;
const kinds = both.flatMap((version) => (['tcp', 'udp'] as const).map((protocol) => ({ version, protocol })));

describe.each(kinds)('the checksum of $protocol over IPv$version', ({ version, protocol }) => {
  const { l3Protocol, l3Bytes } = l3[version];
  const { l4Protocol } = l4[protocol];
  const request: TxRequest = { l3Protocol, l4Protocol, l4Checksum: true, meta: { l3Offset: 14, l3Bytes } };

  test.each([0, 1, 7, 1000])('is completed or made, for %i bytes of payload', (length) => {
    const options: FrameOptions = { version, protocol, payload: pattern(length) };
    for (const skew of [0, 1, 2, 3]) {
      const partial = buildFrame({ ...options, l4Checksum: 'pseudo' });
      expect(send(partial, { ...request, partial: true }, skew).sent).toEqual([buildFrame(options)]);
      const full = buildFrame({ ...options, l4Checksum: 'none', l3Checksum: 'none' });
      expect(send(full, { ...request, l3Checksum: version === 4 }, skew).sent).toEqual([buildFrame(options)]);
    }
  });

  test('leaves padding alone', () => {
    const padding = [9, 9, 9, 9, 9];
    const options: FrameOptions = { version, protocol };
    const partial = [...buildFrame({ ...options, l4Checksum: 'pseudo' }), ...padding];
    expect(send(partial, { ...request, partial: true }).sent).toEqual([[...buildFrame(options), ...padding]]);
  });

  test('behind a VLAN tag is found by the meta descriptor', () => {
    const options: FrameOptions = { version, protocol, vlan: 3 };
    const partial = buildFrame({ ...options, l4Checksum: 'pseudo' });
    const meta = { l3Offset: 18, l3Bytes };
    expect(send(partial, { ...request, meta, partial: true }).sent).toEqual([buildFrame(options)]);
  });

  test('is left as it is by a device that does not offer it', () => {
    const partial = buildFrame({ version, protocol, l4Checksum: 'pseudo' });
    const offloads = Object.fromEntries(Object.keys(presets.nitro.offloads).map((name) => [name, 0]));
    expect(send(partial, { ...request, partial: true }, 0, { offloads }).sent).toEqual([partial]);
  });
});

test('a checksum of UDP that comes to 0 is sent as all ones', () => {
  const payloads = Array.from({ length: 0x1_0000 }, (_, i) => [i >>> 8, i & 0xff]);
  const zero = payloads.find((payload) => {
    const frame = buildFrame({ payload });
    return frame[40] === 0xff && frame[41] === 0xff;
  });
  const frame = buildFrame({ payload: zero!, l4Checksum: 'pseudo' });
  const request = {
    l3Protocol: 8,
    l4Protocol: 13,
    l4Checksum: true,
    partial: true,
    meta: { l3Offset: 14, l3Bytes: 20 },
  };
  expect(send(frame, request).sent).toEqual([buildFrame({ payload: zero! })]);
});

const flags = { ack: 0x10, push: 0x08, fin: 0x01, reduced: 0x80 } as const;

describe.each(both)('segmentation of TCP over IPv%i', (version) => {
  const { l3Protocol, l3Bytes } = l3[version];
  const common: FrameOptions = { version, protocol: 'tcp', tcpOptions: [1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2] };
  const request = (mss: number): TxRequest => ({
    tso: true,
    l3Protocol,
    l4Protocol: 12,
    l3Checksum: version === 4,
    l4Checksum: true,
    meta: { mss, l3Offset: 14, l3Bytes, l4Bytes: 32 },
  });

  /** The segments, built one by one. */
  const segments = (payload: Uint8Array, mss: number, sequence: number): number[][] => {
    const count = Math.ceil(payload.length / mss);
    return Array.from({ length: count }, (_, i) => {
      const last = i === count - 1 ? flags.push | flags.fin : 0;
      const tcpFlags = flags.ack | last | (i === 0 ? flags.reduced : 0);
      const at = (sequence + i * mss) >>> 0;
      return buildFrame({
        ...common,
        payload: payload.slice(i * mss, (i + 1) * mss),
        sequence: at,
        tcpFlags,
        ipId: 0xfffe + i,
      });
    });
  };

  test.each([
    [1448, 60_000],
    [1448, 1448],
    [1000, 2500],
    [8, 100],
    [1, 5],
    [1447, 10_001],
  ])('with %i bytes at a time cuts %i', (mss, length) => {
    const payload = pattern(length);
    const sequence = 0xffff_f000;
    const tcpFlags = flags.ack | flags.push | flags.fin | flags.reduced;
    // What the fields hold that are to be computed must not matter; a length beyond 16 bits could not even be told.
    const frame = buildFrame({ ...common, payload, sequence, tcpFlags, ipId: 0xfffe, l4Checksum: 'none' });
    expect(send(frame, request(mss)).sent).toEqual(segments(payload, mss, sequence));
  });

  test('of nonsense drops the packet', () => {
    const frame = buildFrame({ ...common, payload: pattern(3000) });
    const { meta } = request(1000) as { meta: NonNullable<TxRequest['meta']> };
    const wrong: readonly TxRequest[] = [
      { ...request(0) },
      { ...request(1000), l4Protocol: 13 },
      { ...request(1000), meta: { ...meta, l4Bytes: 16 } },
      { ...request(1000), meta: { ...meta, l3Bytes: 12 } },
      { ...request(1000), meta: { ...meta, l3Offset: 255, l3Bytes: 255 } },
      { ...request(1000), l3Protocol: 0 },
    ];
    for (const each of wrong) {
      const { rig, sent } = send(frame, each);
      expect([sent.length, rig.path.counters.txDrops]).toEqual([0, 1]);
    }
  });

  test('is left to a peer that wants it so, with the pseudo header summed', () => {
    const rig = new GuestRig();
    const tx = rig.openTx();
    const frame = buildFrame({ ...common, payload: pattern(5000), l4Checksum: 'none' });
    const infos: unknown[] = [];
    rig.path.peer.takesOffloads = true;
    rig.path.peer.transmit = (got, info) => infos.push([...got.toBytes()], { ...info });
    tx.send({ ...request(1000), pieces: [{ address: rig.place(frame), length: frame.length }] });
    const start = 14 + l3Bytes;
    expect(infos).toEqual([
      buildFrame({ ...common, payload: pattern(5000), l4Checksum: 'pseudo' }),
      { queue: 0, segmentBytes: 1000, headerBytes: start + 32, checksumStart: start, checksumOffset: 16 },
    ]);
  });
});

test('offloads that point outside of the frame drop it', () => {
  const frame = buildFrame({ l4Checksum: 'pseudo' });
  const asked = { l3Protocol: 8, l4Protocol: 13, l4Checksum: true, partial: true } as const;
  for (const meta of [
    { l3Offset: 255, l3Bytes: 20 },
    { l3Offset: 14, l3Bytes: 255 },
    { l3Offset: 13, l3Bytes: 20 },
  ]) {
    expect(send(frame, { ...asked, meta }).rig.path.counters).toMatchObject({ txDrops: 1, txPackets: 0 });
  }
});
