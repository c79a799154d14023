import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../bus/clock.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import { buildFrame, pattern, slowSum } from '../../../device/dataPath/testing/frames.ts';
import { peerMac } from '../../peers/echo.ts';
import { EchoStation } from './echoStation.ts';

/** What comes back for a frame; undefined for nothing. */
const answerTo = (bytes: ArrayLike<number>): number[] | undefined => {
  let answer: number[] | undefined;
  const station = new EchoStation(new VirtualClock(), (frame) => {
    answer = [...frame.toBytes()];
  });
  station.take(Frame.of(Uint8Array.from(bytes)));
  return answer;
};

const mac = [2, 0, 0, 0, 0, 1];
const ours = [...peerMac];
const broadcast = Array<number>(6).fill(0xff);
const arp = (sender: readonly number[], target: readonly number[]): number[] => [
  ...[...broadcast, ...mac, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1],
  ...[...mac, ...sender, 0, 0, 0, 0, 0, 0, ...target],
];
const guest = [10, 0, 0, 2];
const host = [10, 0, 0, 1];

const pseudo6 = (frame: readonly number[], next: number): number[] => {
  const length = frame.length - 54;
  return [...frame.slice(22, 54), 0, 0, length >> 8, length & 0xff, 0, 0, 0, next];
};

/** An ICMPv6 message from fd00::2. */
const icmp6 = (
  message: readonly number[],
  target: readonly number[],
  targetMac: readonly number[] = ours,
): number[] => {
  const source = [0xfd, ...Array<number>(14).fill(0), 2];
  const frame = [
    ...targetMac,
    ...mac,
    0x86,
    0xdd,
    0x60,
    0,
    0,
    0,
    0,
    message.length,
    58,
    255,
    ...source,
    ...target,
    ...message,
  ];
  const sum = ~slowSum([...pseudo6(frame, 58), ...message]);
  frame.splice(56, 2, (sum >> 8) & 0xff, sum & 0xff);
  return frame;
};
const one = [0xfd, ...Array<number>(14).fill(0), 1];
const isSummed6 = (frame: readonly number[]): boolean =>
  slowSum([...pseudo6(frame, 58), ...frame.slice(54)]) === 0xffff;

describe('ARP', () => {
  test('tells our address for every other', () => {
    const answer = answerTo(arp(guest, host))!;
    expect(answer).toEqual([
      ...[...mac, ...ours, 8, 6, 0, 1, 8, 0, 6, 4, 0, 2],
      ...[...ours, ...host, ...mac, ...guest],
    ]);
  });

  test.each([
    ['who looks whether an address is free', arp([0, 0, 0, 0], guest)],
    ['who announces its own', arp(guest, guest)],
  ])('says nothing to %s', (_, frame) => expect(answerTo(frame)).toBeUndefined());
});

describe('neighbour discovery', () => {
  const solicit = [135, 0, 0, 0, 0, 0, 0, 0, ...one, 1, 1, ...mac];
  const group = [0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0, 0, 1];

  test('tells our address for every other', () => {
    const answer = answerTo(icmp6(solicit, group, [0x33, 0x33, 0xff, 0, 0, 1]))!;
    expect(answer.slice(0, 12)).toEqual([...mac, ...ours]);
    expect(answer.slice(22, 38), 'from the address asked for').toEqual(one);
    expect(answer.slice(54, 56)).toEqual([136, 0]);
    expect(answer.slice(-8)).toEqual([2, 1, ...ours]);
    expect(isSummed6(answer)).toBe(true);
  });

  test('says nothing to who looks whether an address is free', () => {
    const frame = icmp6(solicit, group);
    frame.fill(0, 22, 38);
    expect(answerTo(frame)).toBeUndefined();
  });
});

describe('a ping', () => {
  test('of IPv4 comes back with a checksum that fits, whatever it carries', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        const message = [8, 0, 0, 0, 1, 2, 3, 4, ...data];
        const sum = ~slowSum(message);
        message.splice(2, 2, (sum >> 8) & 0xff, sum & 0xff);
        const frame = buildFrame({ payload: [] });
        const length = 20 + message.length;
        frame.splice(16, 2, length >> 8, length & 0xff);
        frame.splice(23, 1, 1);
        const answer = answerTo([...frame.slice(0, 34), ...message])!;
        expect(answer.slice(26, 34)).toEqual([10, 0, 0, 2, 10, 0, 0, 1]);
        expect(answer[34]).toBe(0);
        expect(slowSum(answer.slice(34))).toBe(0xffff);
      }),
    );
  });

  test('of IPv6 likewise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        const answer = answerTo(icmp6([128, 0, 0, 0, 1, 2, 3, 4, ...data], one))!;
        expect([answer[54], isSummed6(answer)]).toEqual([129, true]);
      }),
    );
  });
});

describe('a datagram', () => {
  test.each([4, 6] as const)('of IPv%d comes back as it was, its ends exchanged', (version) => {
    const sent = buildFrame({ version, payload: pattern(300), sourcePort: 1, destinationPort: 2 });
    const back = buildFrame({
      version,
      payload: pattern(300),
      sourcePort: 2,
      destinationPort: 1,
      source: version === 4 ? [10, 0, 0, 2] : [...one.slice(0, 15), 2],
      destination: version === 4 ? [10, 0, 0, 1] : one,
    });
    expect(answerTo(sent)!.slice(14)).toEqual(back.slice(14));
  });

  test('in fragments comes back in fragments', () => {
    const later = buildFrame({ fragment: 0x00b9, payload: pattern(64) });
    expect(answerTo(later)!.slice(34)).toEqual(later.slice(34));
  });

  test('to many gets no answer', () => {
    expect(answerTo(buildFrame({ destinationMac: broadcast }))).toBeUndefined();
    expect(answerTo(buildFrame({ version: 6, destinationMac: [0x33, 0x33, 0, 0, 0, 1] }))).toBeUndefined();
  });
});

test('no frame is too odd, nor too short', () => {
  const seeds = [
    buildFrame(),
    buildFrame({ protocol: 'tcp', tcpFlags: 2, tcpOptions: [2, 4, 5, 0xb4] }),
    arp(guest, host),
  ];
  for (const seed of seeds) for (let length = 0; length < seed.length; length++) answerTo(seed.slice(0, length));
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.uint8Array({ maxLength: 90 }), fc.nat(90), (seed, noise, at) => {
      const bytes = [...seed];
      bytes.splice(at, noise.length, ...noise);
      answerTo(bytes);
    }),
  );
});
