import { describe, expect, test } from 'vitest';
import { hashFunctions } from '../../spec/wire/admin/rss.ts';
import { presets } from '../presets.ts';
import { Frame } from './frame.ts';
import { buildFrame, pattern } from './testing/frames.ts';
import { GuestRig, type RigOptions } from './testing/guestRig.ts';

const rigWith = (lengths: readonly number[], options: RigOptions = {}, skew = 0) => {
  const rig = new GuestRig(options);
  const rx = rig.openRx({ depth: 64 });
  const buffers = lengths.map((length) => rig.allocate((length || 0x1_0000) + skew) + skew);
  for (const [id, length] of lengths.entries()) rx.write(id, buffers[id]!, length);
  rx.kick();
  return { rig, rx, buffers };
};

describe('an Rx queue', () => {
  test('gets a frame into one buffer, wherever it begins', () => {
    for (const skew of [0, 1, 2, 3]) {
      const { rig, rx, buffers } = rigWith([2048], {}, skew);
      const frame = buildFrame({ payload: pattern(301) });
      expect(rig.path.peer.receive(Frame.of(frame))).toBe(true);
      expect([...rig.read(buffers[0]!, frame.length)]).toEqual(frame);
      expect(rx.reap()).toMatchObject([
        { first: 1, last: 1, buffer: 1, length: frame.length, requestId: 0, subQueue: 0, offset: 0 },
      ]);
      expect(rig.path.counters).toMatchObject({ rxPackets: 1, rxBytes: frame.length, rxDrops: 0 });
      expect(rig.interrupts).toEqual([1]);
    }
  });

  test('spreads a frame over buffers of different lengths, and no byte beside them', () => {
    const { rig, rx, buffers } = rigWith([100, 17, 2048, 2048]);
    rig.memory.bytes.fill(0xee, buffers[0]! - 2 ** 32);
    const frame = buildFrame({ payload: pattern(1111) });
    rig.path.peer.receive(Frame.of(frame));
    const got = rx.reap();
    const rest = frame.length - 117;
    expect(got).toMatchObject([
      { first: 1, last: 0, length: 100, requestId: 0 },
      { first: 0, last: 0, length: 17, requestId: 1 },
      { first: 0, last: 1, length: rest, requestId: 2 },
    ]);
    const bytes = got.flatMap(({ requestId, length }) => [...rig.read(buffers[requestId]!, length)]);
    expect(bytes).toEqual(frame);
    expect([...rig.read(buffers[0]! + 100, 28)]).toEqual(Array(28).fill(0xee));
    expect([...rig.read(buffers[2]! + rest, 9)]).toEqual(Array(9).fill(0xee));
  });

  test('lets whoever brings frames know how many buffers wait, and when there are more', () => {
    const bare = new GuestRig();
    expect(bare.path.peer.room(), 'without a queue').toBe(Number.POSITIVE_INFINITY);
    const { rig, rx, buffers } = rigWith([2048, 2048]);
    const { peer } = rig.path;
    expect(peer.room()).toBe(2);
    peer.receive(Frame.of(buildFrame()));
    expect(peer.room()).toBe(1);
    let told = 0;
    peer.onRoom = () => told++;
    rx.post(2, buffers[0]!, 2048);
    expect([told, peer.room()]).toEqual([1, 2]);
    rx.kick(1000);
    expect([told, peer.room()], 'a queue that is read no more').toEqual([1, Number.POSITIVE_INFINITY]);
  });

  test('takes a length of 0 as 64 KiB', () => {
    const { rig, rx } = rigWith([0]);
    const frame = buildFrame({ payload: pattern(9000) });
    expect([rig.path.peer.receive(Frame.of(frame)), rx.reap().length]).toEqual([true, 1]);
  });

  test('leaves the offset free for guests that understand it', () => {
    const { rig, rx, buffers } = rigWith([100, 2048]);
    rig.path.rxOffsetBytes = 10;
    rig.path.setDriverFeatures(1 << 1);
    const frame = buildFrame({ payload: pattern(100) });
    rig.path.peer.receive(Frame.of(frame));
    const [head, tail] = rx.reap();
    expect([head!.offset, head!.length, tail!.offset, tail!.length]).toEqual([10, 90, 0, frame.length - 90]);
    expect([...rig.read(buffers[0]! + 10, 90), ...rig.read(buffers[1]!, frame.length - 90)]).toEqual(frame);
    rig.path.setDriverFeatures(0);
    expect(rigWith([100]).rig.path.rxOffsetBytes).toBe(0);
  });

  test('drops and counts what finds no buffer, and keeps buffers that are too few', () => {
    const { rig, rx } = rigWith([64]);
    const long = Frame.of(buildFrame({ payload: pattern(300) }));
    expect(rig.path.peer.receive(long)).toBe(false);
    expect(rig.path.peer.receive(Frame.of(buildFrame()))).toBe(true);
    expect(rig.path.peer.receive(Frame.of(buildFrame()))).toBe(false);
    expect([rx.reap().length, rig.path.counters.rxDrops, rig.path.counters.rxPackets]).toEqual([1, 2, 1]);
  });

  test('drops frames that are longer than the MTU allows, or no frames', () => {
    const { rig } = rigWith([4096]);
    rig.path.setMtu(1500);
    expect(rig.path.peer.receive(Frame.of(buildFrame({ payload: pattern(1472), vlan: 1 })))).toBe(true);
    expect(rig.path.peer.receive(Frame.of(buildFrame({ payload: pattern(1477) })))).toBe(false);
    expect(rig.path.peer.receive(Frame.of(new Uint8Array(13)))).toBe(false);
    expect(rig.path.counters.rxDrops).toBe(2);
  });

  test('takes a long packet where it is told to be one, over the buffers that it said it has', () => {
    const { rig, rx, buffers } = rigWith([1000, 0, ...Array(20).fill(400)]);
    const { peer } = rig.path;
    rig.path.setMtu(1500);
    const most = 1000 + 0x1_0000 + 15 * 400;
    expect(peer.longest(), 'no more than 17 buffers').toBe(most);
    const frame = buildFrame({ protocol: 'tcp', payload: pattern(9000) });
    expect(peer.receive(Frame.of(frame), { checksums: 'good' })).toBe(false);
    expect(peer.receive(Frame.of(frame), { checksums: 'good', long: true })).toBe(true);
    const got = rx.reap();
    expect(got.map(({ length }) => length)).toEqual([1000, frame.length - 1000]);
    expect(got.flatMap(({ requestId, length }) => [...rig.read(buffers[requestId]!, length)])).toEqual(frame);
    expect(peer.longest()).toBe(17 * 400);
    const long = (length: number) => Frame.of(buildFrame({ protocol: 'tcp', payload: pattern(length - 54) }));
    expect(peer.receive(long(17 * 400 + 1), { long: true }), 'beyond 17 buffers').toBe(false);
    expect(peer.receive(long(17 * 400), { long: true })).toBe(true);
    expect([rx.reap().length, peer.longest()]).toEqual([17, 3 * 400]);
  });

  test('has room for a long packet only where every queue has', () => {
    const bare = new GuestRig();
    expect(bare.path.peer.longest(), 'without a queue').toBe(0);
    const { rig } = rigWith([2048, 2048]);
    expect(rig.path.peer.longest()).toBe(4096);
    const other = rig.openRx({ depth: 64 });
    expect(rig.path.peer.longest()).toBe(0);
    other.post(0, rig.allocate(1000), 1000);
    expect(rig.path.peer.longest()).toBe(1000);
    rig.path.rxOffsetBytes = 10;
    rig.path.setDriverFeatures(1 << 1);
    expect(rig.path.peer.longest()).toBe(990);
    other.kick(1000);
    expect(rig.path.peer.longest(), 'beside a queue that is read no more').toBe(4086);
  });

  test('spreads no frame over more buffers than were told', () => {
    const { rig } = rigWith(Array(40).fill(16));
    const most = presets.nitro.queues.maxPacketRxDescriptors * 16;
    const frame = (length: number) => Frame.of(buildFrame({ payload: pattern(length - 42) }));
    expect([rig.path.peer.receive(frame(most + 1)), rig.path.peer.receive(frame(most))]).toEqual([false, true]);
  });

  test('that the table names and nobody made is stood in for by another', () => {
    const { rig, rx } = rigWith([2048]);
    const table = Uint16Array.of(9);
    const inputs = new Uint16Array(16);
    const key = new Uint8Array(40);
    rig.path.setRss({
      hashFunction: hashFunctions.toeplitz,
      initialValue: 0,
      key,
      inputs,
      sortL3: false,
      sortL4: false,
      table,
    });
    expect([rig.path.peer.receive(Frame.of(buildFrame())), rx.reap().length]).toEqual([true, 1]);
    expect(new GuestRig().path.peer.receive(Frame.of(buildFrame()))).toBe(false);
  });
});

describe('what completions say of a frame', () => {
  const verdict = (bytes: number[], offloads = presets.nitro.offloads) => {
    const { rig, rx } = rigWith([9500], { device: { offloads } });
    rig.path.peer.receive(Frame.of(bytes));
    const { l3Protocol, l4Protocol, l3ChecksumError, l4ChecksumError, l4ChecksumChecked, ipv4Fragment } = rx.reap()[0]!;
    return [l3Protocol, l4Protocol, l3ChecksumError, l4ChecksumError, l4ChecksumChecked, ipv4Fragment];
  };
  const flip = (bytes: number[], at: number): number[] => bytes.map((byte, i) => (i === at ? byte ^ 0x10 : byte));
  const tcp4 = buildFrame({ protocol: 'tcp', payload: pattern(101) });
  const udp6 = buildFrame({ version: 6, payload: pattern(33) });

  // biome-ignore format: a table
  test.each([
    ['TCP over IPv4', tcp4, [8, 12, 0, 0, 1, 0]],
    ['UDP over IPv6', udp6, [11, 13, 0, 0, 1, 0]],
    ['TCP that is damaged', flip(tcp4, 90), [8, 12, 0, 1, 1, 0]],
    ['UDP that is damaged', flip(udp6, 70), [11, 13, 0, 1, 1, 0]],
    ['an IPv4 header that is damaged', flip(tcp4, 22), [8, 12, 1, 0, 1, 0]],
    ['UDP without a checksum', buildFrame({ l4Checksum: 'none' }), [8, 13, 0, 0, 0, 0]],
    ['a fragment', buildFrame({ fragment: 0x2000 }), [8, 0, 0, 0, 0, 1]],
    ['a later fragment', buildFrame({ fragment: 0x0010 }), [8, 0, 0, 0, 0, 1]],
    ['TCP with padding', [...tcp4, 1, 2, 3], [8, 12, 0, 0, 1, 0]],
    ['TCP behind a VLAN tag', buildFrame({ protocol: 'tcp', vlan: 9 }), [8, 12, 0, 0, 1, 0]],
    ['ARP', [...Array(12).fill(2), 8, 6, ...Array(46).fill(0)], [0, 0, 0, 0, 0, 0]],
    ['an IPv4 header that is cut off', tcp4.slice(0, 30), [0, 0, 0, 0, 0, 0]],
    ['a TCP header that is cut off', tcp4.slice(0, 50), [8, 0, 0, 0, 0, 0]],
  ])('%s', (_, bytes, expected) => {
    expect(verdict(bytes)).toEqual(expected);
  });

  test('nothing of checksums, by a device that does not look at them', () => {
    const offloads = { ...presets.nitro.offloads, rxL3Ipv4: 0, rxL4Ipv4: 0, rxL4Ipv6: 0 };
    expect(verdict(flip(tcp4, 22), offloads)).toEqual([8, 12, 0, 0, 0, 0]);
  });

  test('what the peer said of its checksums', () => {
    const { rig, rx } = rigWith([2048, 2048]);
    rig.path.peer.receive(Frame.of(flip(tcp4, 90)), { checksums: 'good' });
    rig.path.peer.receive(Frame.of(tcp4), { checksums: 'bad' });
    expect(rx.reap().map(({ l4ChecksumError }) => l4ChecksumError)).toEqual([0, 1]);
  });
});

test('extended completions have the buffer’s address and the time', () => {
  const rig = new GuestRig();
  const rx = rig.openRx({ entryWords: 8 });
  const address = rig.allocate(4096);
  rig.path.setTimestamps(false, true);
  rig.clock.advance(5_000_000_000);
  rx.post(3, address, 2048);
  rig.path.peer.receive(Frame.of(buildFrame()));
  const { words, at } = rx.completionRing;
  expect(rx.completionRing.isNew).toBe(true);
  expect(words[at + 4]! + words[at + 5]! * 2 ** 32).toBe(address);
  const ns = BigInt(words[at + 6]!) + (BigInt(words[at + 7]!) << 32n);
  expect(ns).toBe(BigInt(presets.nitro.hardwareClock.epochSeconds + 5) * 1_000_000_000n);
});
