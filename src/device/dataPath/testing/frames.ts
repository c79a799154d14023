/** Frames for tests, built byte by byte and summed the slow way, so that they share nothing with what is tested. */

export interface FrameOptions {
  readonly version?: 4 | 6;
  readonly protocol?: 'tcp' | 'udp';
  readonly source?: readonly number[];
  readonly destination?: readonly number[];
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly payload?: readonly number[] | Uint8Array;
  readonly sequence?: number;
  readonly tcpFlags?: number;
  readonly tcpOptions?: readonly number[];
  readonly ipId?: number;
  /** IPv4: flags and offset. */
  readonly fragment?: number;
  readonly vlan?: number;
  readonly destinationMac?: readonly number[];
  /** What the L4 checksum field holds: the right sum, the sum of the pseudo header, or nothing. */
  readonly l4Checksum?: 'right' | 'pseudo' | 'none';
  readonly l3Checksum?: 'right' | 'none';
}

const be16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value)];

/** The sum of RFC 1071 in the order of networks. */
export const slowSum = (bytes: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i]! * 256 + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
  return sum;
};

/** Addresses that tests use where they name none. */
export const addresses = {
  4: { source: [10, 0, 0, 1], destination: [10, 0, 0, 2] },
  6: {
    source: [0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    destination: [0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2],
  },
} as const;

/** A frame of TCP or UDP over IPv4 or IPv6. */
export const buildFrame = (options: FrameOptions = {}): number[] => {
  const { version = 4, protocol = 'udp', payload = [1, 2, 3, 4], vlan } = options;
  const source = options.source ?? addresses[version].source;
  const destination = options.destination ?? addresses[version].destination;
  const number = protocol === 'tcp' ? 6 : 17;
  const ports = [...be16(options.sourcePort ?? 1000), ...be16(options.destinationPort ?? 2000)];
  const tcpOptions = options.tcpOptions ?? [];
  const l4 =
    protocol === 'udp'
      ? [...ports, ...be16(8 + payload.length), 0, 0]
      : [
          ...ports,
          ...be32(options.sequence ?? 1),
          ...be32(77),
          ((20 + tcpOptions.length) / 4) << 4,
          options.tcpFlags ?? 0x10,
          ...[0xff, 0xff, 0, 0, 0, 0],
          ...tcpOptions,
        ];
  const segment = [...l4, ...payload];
  const pseudo = slowSum([...source, ...destination, 0, number, ...be16(segment.length)]);
  const field = protocol === 'udp' ? 6 : 16;
  const how = options.l4Checksum ?? 'right';
  if (how === 'pseudo') segment.splice(field, 2, ...be16(pseudo));
  if (how === 'right') {
    const sum = slowSum([...be16(pseudo), ...segment]);
    segment.splice(field, 2, ...be16(protocol === 'udp' && sum === 0xffff ? 0xffff : ~sum));
  }
  const mac = [...(options.destinationMac ?? [2, 0, 0, 0, 0, 2]), 2, 0, 0, 0, 0, 1];
  const tag = vlan === undefined ? [] : [0x81, 0, ...be16(vlan)];
  if (version === 6) {
    return [
      ...mac,
      ...tag,
      0x86,
      0xdd,
      0x60,
      0,
      0,
      0,
      ...be16(segment.length),
      number,
      64,
      ...source,
      ...destination,
      ...segment,
    ];
  }
  const header = [
    0x45,
    0,
    ...be16(20 + segment.length),
    ...be16(options.ipId ?? 5),
    ...be16(options.fragment ?? 0x4000),
    64,
    number,
    0,
    0,
  ];
  header.push(...source, ...destination);
  if (options.l3Checksum !== 'none') header.splice(10, 2, ...be16(~slowSum(header)));
  return [...mac, ...tag, 8, 0, ...header, ...segment];
};

/** Payload of a length, each byte told by its place. */
export const pattern = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + (i >>> 8)) & 0xff);
