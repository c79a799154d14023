import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../bus/clock.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import { LearningSwitch, type SwitchPort } from './learningSwitch.ts';

const frameOf = (target: number, source: number, type = 1): Frame => {
  const bytes = Buffer.alloc(64);
  bytes.writeUIntBE(target, 0, 6);
  bytes.writeUIntBE(source, 6, 6);
  bytes[13] = type;
  return Frame.of(bytes);
};
const everybody = 0xffff_ffff_ffff;
const host = (number: number): number => 0x0200_0000_0000 + number;

const segmentOf = (count: number) => {
  const clock = new VirtualClock();
  const hub = new LearningSwitch(clock);
  const arrived: number[][] = Array.from({ length: count }, () => []);
  const ports: SwitchPort[] = arrived.map(
    (log) =>
      hub.plugIn((frame) => {
        log.push(frame.bytes[frame.byte + 13]!);
        frame.bytes.fill(0xee, frame.byte, frame.byte + frame.lengthBytes);
      })!,
  );
  return { clock, hub, arrived, ports };
};

describe('a switch', () => {
  test('never sends a frame back to where it came from, nor twice to anybody, nor harmed', () => {
    const frames = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 7 })), {
      maxLength: 50,
    });
    fc.assert(
      fc.property(frames, (sent) => {
        const { ports, arrived } = segmentOf(4);
        for (const [number, [from, target, source]] of sent.entries()) {
          ports[from]!.send(frameOf(target === 8 ? everybody : host(target), host(source), number));
          expect(arrived[from]!.at(-1)).not.toBe(number);
          for (const log of arrived) expect(log.filter((one) => one === number).length).toBeLessThanOrEqual(1);
        }
        expect(arrived.flat().every((number) => number < sent.length)).toBe(true);
      }),
    );
  });

  test('sends to all who it does not know, and then to one', () => {
    const { ports, arrived } = segmentOf(3);
    ports[0]!.send(frameOf(host(2), host(1)));
    ports[1]!.send(frameOf(host(1), host(2), 2));
    ports[0]!.send(frameOf(host(2), host(1), 3));
    expect(arrived).toEqual([[2], [1, 3], [1]]);
  });

  test('follows an address that moves, and forgets one whose port is unplugged', () => {
    const { ports, arrived } = segmentOf(3);
    ports[0]!.send(frameOf(everybody, host(1)));
    ports[2]!.send(frameOf(everybody, host(1)));
    ports[1]!.send(frameOf(host(1), host(2), 2));
    expect(arrived.map((log) => log.includes(2))).toEqual([false, false, true]);
    ports[2]!.close();
    ports[1]!.send(frameOf(host(1), host(2), 3));
    expect(arrived.map((log) => log.includes(3))).toEqual([true, false, false]);
  });

  test('forgets an address that is silent for five minutes', () => {
    const { clock, ports, arrived } = segmentOf(3);
    ports[0]!.send(frameOf(everybody, host(1)));
    clock.advance(301e9);
    ports[1]!.send(frameOf(host(1), host(2), 2));
    expect(arrived[2]).toContain(2);
  });

  test('bounds the frames for everybody that a port may send', () => {
    const { clock, hub, ports, arrived } = segmentOf(2);
    for (let i = 0; i < 5000; i++) ports[0]!.send(frameOf(everybody, host(1)));
    expect([arrived[1]!.length, hub.counts.storms]).toEqual([2000, 3000]);
    clock.advance(50e6);
    for (let i = 0; i < 5000; i++) ports[0]!.send(frameOf(everybody, host(1)));
    expect(arrived[1]!.length, 'a twentieth of a second at 20,000 a second').toBe(3000);
  });

  test('remembers a bounded number of addresses', () => {
    const { clock, ports, arrived } = segmentOf(3);
    for (let i = 0; i < 1025; i++) {
      ports[0]!.send(frameOf(everybody, host(i)));
      clock.advance(1e6);
    }
    ports[1]!.send(frameOf(host(1024), host(5000), 2));
    expect(arrived[2]).not.toContain(2);
    ports[1]!.send(frameOf(host(0), host(5000), 3));
    expect(arrived[2], 'the first was pushed out').toContain(3);
  });

  test.each([
    ['from a group address', frameOf(host(1), 0x0300_0000_0001)],
    ['that end at the next bridge', frameOf(0x0180_c200_000e, host(1))],
    ['without a whole header', Frame.of([1, 2, 3])],
  ])('discards frames %s', (_, frame) => {
    const { hub, ports, arrived } = segmentOf(2);
    ports[0]!.send(frame);
    expect([arrived[1], hub.counts.discarded]).toEqual([[], 1]);
  });

  test('has a bounded number of ports', () => {
    const { hub } = segmentOf(64);
    expect(hub.plugIn(() => {})).toBeUndefined();
  });
});
