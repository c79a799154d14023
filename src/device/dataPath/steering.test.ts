import { describe, expect, test } from 'vitest';
import { flowMatch, flowTypes } from '../../spec/wire/admin/flowSteering.ts';
import { hashedProtocols, hashFunctions } from '../../spec/wire/admin/rss.ts';
import { type Encodable, encode } from '../../spec/wire/decode.ts';
import type { FlowRule, RssState } from '../seam.ts';
import { Frame } from './frame.ts';
import { PacketHeaders } from './packetHeaders.ts';
import { Steering } from './steering.ts';
import { buildFrame, type FrameOptions } from './testing/frames.ts';

/** Key, addresses and hashes of Microsoft's "Verifying the RSS Hash Calculation". */
const key = Uint8Array.from([
  0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d, 0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b,
  0xcb, 0xae, 0x7b, 0x30, 0xb4, 0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b, 0xbe, 0xac,
  0x01, 0xfa,
]);

// biome-ignore format: a table
const vectors = [
  [4, '161.142.100.80', 1766, '66.9.149.187', 2794, 0x323e_8fc2, 0x51cc_c178],
  [4, '65.69.140.83', 4739, '199.92.111.2', 14_230, 0xd718_262a, 0xc626_b0ea],
  [4, '12.22.207.184', 38_024, '24.19.198.95', 12_898, 0xd2d0_a5de, 0x5c2b_394a],
  [4, '209.142.163.6', 2217, '38.27.205.30', 48_228, 0x8298_9176, 0xafc7_327f],
  [4, '202.188.127.2', 1303, '153.39.163.191', 44_251, 0x5d18_09c5, 0x10e8_28a2],
  [6, '3ffe:2501:0200:0003:0000:0000:0000:0001', 1766, '3ffe:2501:0200:1fff:0000:0000:0000:0007', 2794, 0x2cc1_8cd5, 0x4020_7d3d],
  [6, 'ff02:0000:0000:0000:0000:0000:0000:0001', 4739, '3ffe:0501:0008:0000:0260:97ff:fe40:efab', 14_230, 0x0f0c_461c, 0xdde5_1bbf],
  [6, 'fe80:0000:0000:0000:0200:f8ff:fe21:67cf', 38_024, '3ffe:1900:4545:0003:0200:f8ff:fe21:67cf', 44_251, 0x4b61_e985, 0x02d1_feef],
] as const;

const address = (text: string): number[] =>
  text.includes('.')
    ? text.split('.').map(Number)
    : text.split(':').flatMap((group) => [Number.parseInt(group.slice(0, 2), 16), Number.parseInt(group.slice(2), 16)]);

const inputs = (): Uint16Array => {
  const fields = new Uint16Array(16);
  for (const { index, linuxFields } of Object.values(hashedProtocols)) fields[index] = linuxFields;
  return fields;
};

/** As a driver writes it: the key from its end. */
const state: RssState = {
  hashFunction: hashFunctions.toeplitz,
  initialValue: 0,
  key: key.slice().reverse(),
  inputs: inputs(),
  sortL3: false,
  sortL4: false,
  table: Uint16Array.from({ length: 128 }, (_, i) => i % 5),
};

const steer = (options: FrameOptions, rss: Partial<RssState> = {}, rules: readonly FlowRule[] = []) => {
  const steering = new Steering();
  steering.setRss({ ...state, ...rss });
  steering.setRules(rules);
  const headers = new PacketHeaders();
  const frame = Frame.of(buildFrame(options));
  headers.parse(frame);
  const queue = steering.queueOf(frame, headers);
  return { queue, hash: steering.hash >>> 0 };
};

describe.each(vectors)('the hash over IPv%i to %s:%i from %s:%i', (version, to, toPort, from, fromPort, ip, ports) => {
  const flow: FrameOptions = {
    version,
    source: address(from),
    sourcePort: fromPort,
    destination: address(to),
    destinationPort: toPort,
  };

  test.each(['tcp', 'udp'] as const)('of %s is that of the verification suite', (protocol) => {
    expect(steer({ ...flow, protocol })).toEqual({ hash: ports, queue: (ports & 127) % 5 });
    expect(steer({ ...flow, protocol, vlan: 5 }).hash).toBe(ports);
  });

  test('of addresses alone is that of the verification suite', () => {
    const onlyAddresses = inputs().fill(0x0c);
    expect(steer({ ...flow }, { inputs: onlyAddresses }).hash).toBe(ip);
    if (version === 4) expect(steer({ ...flow, fragment: 0x2000 }).hash).toBe(ip);
  });

  test('begins with the initial value', () => {
    expect(steer(flow, { initialValue: 0xffff_ffff }).hash).toBe(~ports >>> 0);
  });

  test('sorted, is the same in both directions', () => {
    const back = {
      version,
      source: flow.destination!,
      sourcePort: toPort,
      destination: flow.source!,
      destinationPort: fromPort,
    };
    const sorted = { sortL3: true, sortL4: true };
    expect(steer(flow, sorted).hash).toBe(steer(back, sorted).hash);
    expect(steer(flow).hash).not.toBe(steer(back).hash);
  });

  test('sorted, is that of the lower address before the higher, and likewise of ports', () => {
    const isLower = (a: readonly number[], b: readonly number[]) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
    const [source, destination] = [flow.source!, flow.destination!];
    const inOrder = {
      version,
      source: isLower(source, destination) ? source : destination,
      destination: isLower(source, destination) ? destination : source,
      sourcePort: Math.min(fromPort, toPort),
      destinationPort: Math.max(fromPort, toPort),
    };
    expect(steer(flow, { sortL3: true, sortL4: true }).hash).toBe(steer(inOrder).hash);
  });
});

describe('steering', () => {
  test('without a table chooses queue 0, without fields hashes nothing', () => {
    expect(steer({}, { table: new Uint16Array(0) }).queue).toBe(0);
    expect(steer({}, { inputs: new Uint16Array(16), table: Uint16Array.of(7, 8) })).toEqual({ hash: 0, queue: 7 });
  });

  test('sends broadcast and multicast to queue 0', () => {
    const table = new Uint16Array(128).fill(4);
    expect(steer({}, { table }).queue).toBe(4);
    expect(steer({ destinationMac: Array(6).fill(255) }, { table }).queue).toBe(0);
    expect(steer({ destinationMac: [1, 0, 0x5e, 0, 0, 1] }, { table }).queue).toBe(0);
  });

  test('with CRC32 gives the checksum of the fields, in their order', () => {
    // "123456789abc" as two addresses and two ports; its CRC32 as zlib computes it.
    const digits = [...'123456789abc'].map((letter) => letter.charCodeAt(0));
    const port = (at: number) => digits[at]! * 256 + digits[at + 1]!;
    const flow = {
      source: digits.slice(0, 4),
      destination: digits.slice(4, 8),
      sourcePort: port(8),
      destinationPort: port(10),
    };
    expect(steer(flow, { hashFunction: hashFunctions.crc32, initialValue: 0xffff_ffff }).hash).toBe(0xbdb0_c0e4);
  });

  test('hashes Ethernet addresses of what is not IP', () => {
    const steering = new Steering();
    steering.setRss(state);
    const headers = new PacketHeaders();
    const hashOf = (bytes: number[]) => {
      const frame = Frame.of([...bytes, 8, 6, ...Array(46).fill(0)]);
      headers.parse(frame);
      steering.queueOf(frame, headers);
      return steering.hash;
    };
    expect(hashOf([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2])).not.toBe(hashOf([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 2]));
  });
});

const rule = (flowType: number, queue: number, fields: Encodable<typeof flowMatch.fields>): FlowRule => {
  const match = new Uint32Array(flowMatch.sizeBytes / 4);
  encode(flowMatch.fields, match, 0, fields);
  return { location: 0, flowType, queue, match };
};

const ipv4 = (bytes: number[]): Uint8Array => Uint8Array.from({ length: 16 }, (_, i) => bytes[i] ?? 0);

describe('flow steering', () => {
  const any = { table: new Uint16Array(128).fill(9) };

  test('goes before the hash, first rule first', () => {
    const rules = [
      rule(flowTypes.udp4, 3, { destinationPort: 2000, destinationPortMask: 0xffff }),
      rule(flowTypes.udp4, 4, {}),
      rule(flowTypes.ipv4, 5, { sourceIp: ipv4([10]), sourceIpMask: ipv4([255]) }),
    ];
    expect(steer({}, any, rules).queue).toBe(3);
    expect(steer({ destinationPort: 2001 }, any, rules).queue).toBe(4);
    expect(steer({ protocol: 'tcp' }, any, rules).queue).toBe(5);
    expect(steer({ protocol: 'tcp', source: [11, 0, 0, 1] }, any, rules).queue).toBe(9);
    expect(steer({ version: 6 }, any, rules).queue).toBe(9);
  });

  test('looks at addresses, ports and type of service under their masks', () => {
    const mask = new Uint8Array(16).fill(255);
    const to = Uint8Array.from([0xfd, ...Array(14).fill(0), 2]);
    const rules = [
      rule(flowTypes.tcp6, 2, { destinationIp: to, destinationIpMask: mask, sourcePort: 1008, sourcePortMask: 0xfff8 }),
    ];
    expect(steer({ version: 6, protocol: 'tcp', sourcePort: 1015 }, any, rules).queue).toBe(2);
    expect(steer({ version: 6, protocol: 'tcp', sourcePort: 1016 }, any, rules).queue).toBe(9);
    const service = [rule(flowTypes.ipv4, 1, { tos: 0x10, tosMask: 0xff })];
    expect(steer({}, any, service).queue).toBe(9);
  });

  test('passes over rules of a kind it does not know', () => {
    expect(steer({}, any, [rule(99, 1, {})]).queue).toBe(9);
  });
});
