import { describe, expect, test } from 'vitest';
import type { NetworkPeer, ReceiveInfo } from '../../device/dataPath/index.ts';
import { buildFrame, pattern } from '../../device/dataPath/testing/frames.ts';
import { TapReceiver } from './tapReceiver.ts';
import { cable } from './testing/cable.ts';

const le = (...numbers: readonly number[]): number[] => numbers.flatMap((number) => [number & 0xff, number >> 8]);
const options = { protocol: 'tcp', tcpFlags: 0x18, sequence: 5, payload: pattern(3500) } as const;
/** As a host hands it over that left its sum undone: segments are to have 1000 bytes. */
const packet = [1, 1, ...le(54, 1000, 34, 16), ...buildFrame({ ...options, l4Checksum: 'pseudo' })];
const piece = (from: number, to: number, ordinal: number): number[] =>
  buildFrame({
    ...options,
    tcpFlags: to === 3500 ? 0x18 : 0x10,
    sequence: 5 + from,
    ipId: 5 + ordinal,
    payload: options.payload.subarray(from, to),
  });

/** What a guest gets of the packet that has room for so many bytes, and for so many once it got the first. */
const received = (longest: number, longestLater = longest) => {
  const arrived: { readonly bytes: number[]; readonly info: ReceiveInfo | undefined }[] = [];
  const peer: NetworkPeer = {
    ...cable()[0],
    receive: (frame, info) => arrived.push({ bytes: [...frame.toBytes()], info }) > 0,
    longest: () => (arrived.length === 0 ? longest : longestLater),
  };
  const receiver = new TapReceiver(peer, true);
  receiver.inbox.bytes.set(packet, receiver.at);
  receiver.take(packet.length);
  return arrived;
};

describe('with large receive', () => {
  const long = { checksums: 'good', long: true };
  const good = { checksums: 'good' };

  test('a long packet stays whole, with its sums, where the guest has room for it', () => {
    expect(received(54 + 3500)).toEqual([{ bytes: buildFrame(options), info: long }]);
  });

  test('what is longer is cut into as few pieces as have room, at the borders of segments', () => {
    expect(received(54 + 3499)).toEqual([
      { bytes: piece(0, 3000, 0), info: long },
      { bytes: piece(3000, 3500, 1), info: long },
    ]);
  });

  test('a piece that has no room any more is cut into segments', () => {
    expect(received(54 + 2000, 1500)).toEqual([
      { bytes: piece(0, 2000, 0), info: long },
      { bytes: piece(2000, 3000, 1), info: good },
      { bytes: piece(3000, 3500, 2), info: good },
    ]);
  });

  test.each([0, 54 + 1999])('a guest that has room for %d bytes gets segments', (longest) => {
    expect(received(longest)).toEqual(
      [0, 1, 2, 3].map((i) => ({ bytes: piece(i * 1000, Math.min(i * 1000 + 1000, 3500), i), info: good })),
    );
  });
});
