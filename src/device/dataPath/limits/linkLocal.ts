import { l3Protocols } from '../../../spec/wire/descriptors.ts';
import type { Frame } from '../frame.ts';
import type { PacketHeaders } from '../packetHeaders.ts';

/** Last byte of 169.254.169.x and last group of fd00:ec2::x: resolver, instance metadata, Amazon Time Sync. */
const services = [
  { ipv4: 253, ipv6: 0x253 },
  { ipv4: 254, ipv6: 0x254 },
  { ipv4: 123, ipv6: 0x123 },
] as const;

const prefix4 = [169, 254, 169] as const;
const prefix6 = [0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] as const;

const startsWith = (bytes: Uint8Array, at: number, prefix: readonly number[]): boolean => {
  for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false;
  return true;
};

/** Whether a packet goes to a service of the host, whose packets are counted apart. */
export const isForLinkLocalService = ({ bytes, byte: start }: Frame, headers: PacketHeaders): boolean => {
  const l3 = start + headers.l3Offset;
  if (headers.l3Protocol === l3Protocols.ipv4) {
    if (!startsWith(bytes, l3 + 16, prefix4)) return false;
    const last = bytes[l3 + 19];
    return services.some(({ ipv4 }) => ipv4 === last);
  }
  if (headers.l3Protocol !== l3Protocols.ipv6 || !startsWith(bytes, l3 + 24, prefix6)) return false;
  const last = (bytes[l3 + 38]! << 8) | bytes[l3 + 39]!;
  return services.some(({ ipv6 }) => ipv6 === last);
};
