import type { Views } from '../../bus/memory.ts';
import { l3Protocols } from '../../spec/wire/descriptors.ts';

/**
 * Sums of the Internet's checksum (RFC 1071). They are kept in the order of this machine's bytes, in which the words of memory
 * add up without turning any: sum, complement and store low byte first gives what networks expect.
 */

const { ipv4 } = l3Protocols;

/** Folds a sum to 16 bits. */
export const fold = (sum: number): number => {
  const once = (sum & 0xffff) + (sum >>> 16);
  return (once & 0xffff) + (once >>> 16);
};

const swap = (half: number): number => ((half & 0xff) << 8) | (half >>> 8);

/** A number of 16 bits as a summand: the bytes it has on the wire, first byte lowest. */
export const summand = (value: number): number => swap(value & 0xffff);

/**
 * The sum of a run of at most 64 KiB, of 16 bits. Words are read whole, and only those that hold bytes of the run; what they hold
 * besides is taken off again.
 */
export const sumRun = ({ words }: Views, from: number, lengthBytes: number): number => {
  if (lengthBytes <= 0) return 0;
  const end = from + lengthBytes - 1;
  const last = end >>> 2;
  const before = words[from >>> 2]! & ~(-1 << ((from & 3) * 8));
  const ending = words[last]! & (-1 >>> ((~end & 3) * 8));
  let sum = (ending & 0xffff) + (ending >>> 16) - (before & 0xffff) - (before >>> 16);
  for (let word = from >>> 2; word < last; word++) {
    const value = words[word]!;
    // Cut to 32 bits, which it never exceeds, it needs no check for overflow at each word: 0.47 instead of 0.66 ns.
    sum = (sum + (value & 0xffff) + (value >>> 16)) | 0;
  }
  return (from & 1) === 0 ? fold(sum) : swap(fold(sum));
};

/** The sum of the pseudo header of TCP or UDP, whose IP header begins at `l3`. */
export const sumPseudoHeader = (
  memory: Views,
  l3: number,
  l3Protocol: number,
  ipProtocol: number,
  l4Bytes: number,
): number => {
  const addresses = l3Protocol === ipv4 ? sumRun(memory, l3 + 12, 8) : sumRun(memory, l3 + 8, 32);
  return fold(addresses + summand(ipProtocol) + summand(l4Bytes));
};

/** Stores the checksum of a run whose sum is `sum`. */
export const storeChecksum = (bytes: Uint8Array, at: number, sum: number): void => {
  bytes[at] = ~sum;
  bytes[at + 1] = ~sum >>> 8;
};
