import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Frame } from './frame.ts';
import { PacketHeaders } from './packetHeaders.ts';
import { buildFrame } from './testing/frames.ts';

const parse = (bytes: readonly number[]): PacketHeaders => {
  const headers = new PacketHeaders();
  headers.parse(Frame.of(bytes));
  return headers;
};

/** A frame of IPv6 with these extension headers, each of 8 bytes, before its UDP. */
const withExtensions = (...numbers: number[]): number[] => {
  const frame = buildFrame({ version: 6 });
  const next = [...numbers.slice(1), 17];
  const headers = next.flatMap((number) => [number, 0, 0, 0, 0, 0, 0, 0]);
  const [head, body] = [frame.slice(0, 54), frame.slice(54)];
  head[20] = numbers[0]!;
  head[19] = head[19]! + headers.length;
  return [...head, ...headers, ...body];
};

describe('the parser', () => {
  test('finds UDP behind extension headers', () => {
    expect(parse(withExtensions(0, 60, 43))).toMatchObject({
      l4Protocol: 13,
      l4Offset: 78,
      l3Bytes: 64,
      extended: true,
    });
  });

  test('finds no L4 in fragments of IPv6, nor behind headers it does not know', () => {
    expect(parse(withExtensions(44))).toMatchObject({ l4Protocol: 0, fragment: true, l3Protocol: 11 });
    expect(parse(withExtensions(51))).toMatchObject({ l4Protocol: 0, fragment: false, ipProtocol: 51 });
  });

  test('follows no chain of headers without end', () => {
    expect(parse(withExtensions(...Array(20).fill(60)))).toMatchObject({ l4Protocol: 0 });
  });

  test('takes up to two VLAN tags off', () => {
    const frame = buildFrame({ vlan: 4 });
    const tagged = [...frame.slice(0, 12), 0x88, 0xa8, 0, 9, ...frame.slice(12)];
    expect(parse(tagged)).toMatchObject({ vlans: 2, l3Offset: 22, l4Protocol: 13 });
    const more = [...frame.slice(0, 12), 0x81, 0, 0, 9, ...tagged.slice(12)];
    expect(parse(more)).toMatchObject({ vlans: 2, l3Protocol: 0 });
  });

  test('never points outside of the frame', () => {
    const cut = fc.tuple(fc.constantFrom<4 | 6>(4, 6), fc.constantFrom<'tcp' | 'udp'>('tcp', 'udp'), fc.nat(120));
    const built = cut.map(([version, protocol, length]) => buildFrame({ version, protocol }).slice(0, length));
    const wild = fc.uint8Array({ maxLength: 120 }).map((bytes) => [...bytes]);
    const flips = fc.array(fc.tuple(fc.nat(100), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(fc.oneof(built, wild), flips, (bytes, changes) => {
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const headers = parse(bytes);
        expect(headers.end).toBeLessThanOrEqual(bytes.length);
        if (headers.isIp)
          expect(headers.l3Offset + (headers.l3Protocol === 8 ? 20 : 40)).toBeLessThanOrEqual(bytes.length);
        if (headers.l4Protocol !== 0) {
          expect(headers.l4Offset + (headers.l4Protocol === 12 ? 20 : 8)).toBeLessThanOrEqual(headers.end);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
