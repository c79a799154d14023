import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../bus/clock.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import { buildFrame, pattern } from '../../../device/dataPath/testing/frames.ts';
import { randomOf } from '../../random.ts';
import { DelayLine } from '../impair/delayLine.ts';
import { flawless, type Impairment } from '../impair/impairment.ts';
import { TcpClient } from '../testing/tcpClient.ts';
import { EchoStation } from './echoStation.ts';

/** A client and the station, and a wire of this kind between them. */
const talk = (data: Uint8Array, port: number, impairment: Partial<Impairment> = {}) => {
  const clock = new VirtualClock();
  const wire = { ...flawless, delayNs: 1e6, ...impairment };
  const random = randomOf(wire.seed);
  const there = new DelayLine<undefined>(clock, wire, random, (frame) => station.take(frame));
  const back = new DelayLine<undefined>(clock, wire, random, (frame) => client.receive(frame));
  const station = new EchoStation(clock, (frame: Frame) => void back.add(frame, undefined));
  const client = new TcpClient(clock, data, port, (frame) => void there.add(frame, undefined));
  return { clock, station, client, there, back };
};

describe('a TCP connection', () => {
  test('brings every byte back and ends', () => {
    const data = pattern(10_000);
    const { clock, client, station } = talk(data, 7);
    clock.advance(10e9);
    expect(Uint8Array.from(client.received)).toEqual(data);
    expect([client.isDone, client.corrupt, station.tcp.count]).toEqual([true, 0, 0]);
  });

  test('brings every byte back whatever the wire loses, doubles and puts out of order', () => {
    const share = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
    const wires = fc.record({
      loss: share(0.25),
      duplicate: share(0.25),
      reorder: share(0.25),
      jitterNs: fc.constantFrom(0, 9e5),
      seed: fc.integer({ min: 0, max: 1e9 }),
    });
    fc.assert(
      fc.property(wires, fc.integer({ min: 0, max: 5000 }), (wire, length) => {
        const data = pattern(length);
        const { clock, client } = talk(data, 1234, wire);
        clock.advance(600e9);
        expect(Uint8Array.from(client.received)).toEqual(data);
        expect([client.isDone || client.isReset, client.corrupt]).toEqual([true, 0]);
      }),
      { numRuns: 60 },
    );
  });

  test('to the discard port is swallowed', () => {
    const { clock, client } = talk(pattern(5000), 9);
    clock.advance(10e9);
    expect([client.isDone, client.received.length]).toEqual([true, 0]);
  });

  test('to the generator talks until it is told to end', () => {
    const { clock, client } = talk(pattern(2000), 19);
    clock.advance(60e9);
    expect(client.isDone).toBe(true);
    expect(client.received.length).toBeGreaterThan(0);
    const [start] = client.received;
    expect(client.received.every((byte, i) => byte === 0x20 + ((start! - 0x20 + i) & 63))).toBe(true);
  });

  test('that its other end left is given up in the end', () => {
    const clock = new VirtualClock();
    const answered: number[] = [];
    const station = new EchoStation(clock, (frame) => void answered.push(frame.bytes[34 + 13]!));
    station.take(Frame.of(buildFrame({ protocol: 'tcp', tcpFlags: 2 })));
    expect(station.tcp.count).toBe(1);
    clock.advance(200e9);
    expect([station.tcp.count, clock.nextNs]).toEqual([0, undefined]);
    expect([answered[0], answered.at(-1), answered.length]).toEqual([0x12, 0x14, 12]);
  });

  test('is asked for segments as long as its MTU allows, not for the 536 bytes of who is asked nothing', () => {
    const answers: Uint8Array[] = [];
    const station = new EchoStation(new VirtualClock(), (frame) => void answers.push(frame.toBytes()));
    station.take(Frame.of(buildFrame({ protocol: 'tcp', tcpFlags: 2 })));
    expect([...answers[0]!.subarray(54)]).toEqual([2, 4, 8960 >> 8, 8960 & 0xff]);
  });

  test('nobody asked for is refused', () => {
    const clock = new VirtualClock();
    const answers: Uint8Array[] = [];
    const station = new EchoStation(clock, (frame) => void answers.push(frame.toBytes()));
    station.take(Frame.of(buildFrame({ protocol: 'tcp' })));
    expect(answers.map((answer) => answer[34 + 13])).toEqual([0x14]);
  });

  test('whose checksum is wrong is not heard', () => {
    const answers: Uint8Array[] = [];
    const station = new EchoStation(new VirtualClock(), (frame) => void answers.push(frame.toBytes()));
    station.take(Frame.of(buildFrame({ protocol: 'tcp', tcpFlags: 2, l4Checksum: 'none' })));
    expect([answers.length, station.tcp.corrupt]).toEqual([0, 1]);
  });

  test('is one of a bounded number', () => {
    const station = new EchoStation(new VirtualClock(), () => {});
    for (let sourcePort = 1000; sourcePort < 1400; sourcePort++)
      station.take(Frame.of(buildFrame({ protocol: 'tcp', tcpFlags: 2, sourcePort })));
    expect(station.tcp.count).toBe(256);
  });
});
