import { l3Protocols, l4Protocols, RxDone } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import type { DeviceOptions } from '../options.ts';
import { fold, summand, sumPseudoHeader, sumRun } from './checksum.ts';
import type { Frame } from './frame.ts';
import type { PacketHeaders } from './packetHeaders.ts';
import type { ReceiveInfo } from './peer.ts';

const { ipv4 } = l3Protocols;
const { udp, unknown } = l4Protocols;
const vlanShift = RxDone.sourceVlanCount.shift;
const l4Shift = RxDone.l4Protocol.shift;
const l3Error = put(RxDone.l3ChecksumError, 1);
const l4Error = put(RxDone.l4ChecksumError, 1);
const l4Checked = put(RxDone.l4ChecksumChecked, 1);
const isFragment = put(RxDone.ipv4Fragment, 1);
/** What a sum comes to that includes its own checksum. */
const right = 0xffff;

/** The sum of a TCP or UDP packet and its pseudo header. */
const sumWithPseudoHeader = (frame: Frame, headers: PacketHeaders, l4: number, length: number): number => {
  const { l3Protocol, l3Bytes, ipProtocol } = headers;
  const isIpv4 = l3Protocol === ipv4;
  if (l3Bytes !== (isIpv4 ? 20 : 40)) {
    const pseudo = sumPseudoHeader(frame, frame.byte + headers.l3Offset, l3Protocol, ipProtocol, length);
    return fold(pseudo + sumRun(frame, l4, length));
  }
  // Without options the addresses stand right before what they are summed with: one run instead of two saves 6 ns.
  const addressBytes = isIpv4 ? 8 : 32;
  return fold(sumRun(frame, l4 - addressBytes, length + addressBytes) + summand(ipProtocol) + summand(length));
};

/** Says of a received frame what its completion is to say: protocols, and whether checksums are right. */
export class RxVerdict {
  readonly #l3: boolean;
  readonly #l4Ipv4: boolean;
  readonly #l4Ipv6: boolean;

  constructor({ rxL3Ipv4, rxL4Ipv4, rxL4Ipv6 }: DeviceOptions['offloads']) {
    this.#l3 = Boolean(rxL3Ipv4);
    this.#l4Ipv4 = Boolean(rxL4Ipv4);
    this.#l4Ipv6 = Boolean(rxL4Ipv6);
  }

  /** Bits of a completion's first word. */
  bitsOf(frame: Frame, headers: PacketHeaders, told: ReceiveInfo['checksums']): number {
    const { l3Protocol, l4Protocol } = headers;
    let bits = l3Protocol | (headers.vlans << vlanShift) | (l4Protocol << l4Shift);
    const isIpv4 = l3Protocol === ipv4;
    if (isIpv4) {
      if (headers.fragment) bits |= isFragment;
      if (this.#l3 && told === undefined) {
        if (sumRun(frame, frame.byte + headers.l3Offset, headers.l3Bytes) !== right) bits |= l3Error;
      }
    }
    if (l4Protocol === unknown || !(isIpv4 ? this.#l4Ipv4 : this.#l4Ipv6)) return bits;
    if (told !== undefined) return bits | l4Checked | (told === 'bad' ? l4Error : 0);
    return bits | this.#judgeL4(frame, headers);
  }

  #judgeL4(frame: Frame, headers: PacketHeaders): number {
    const l4 = frame.byte + headers.l4Offset;
    const length = headers.end - headers.l4Offset;
    const isUdp = headers.l4Protocol === udp;
    // UDP without a checksum: there is nothing to check.
    if (isUdp && frame.bytes[l4 + 6] === 0 && frame.bytes[l4 + 7] === 0) return 0;
    const sum = sumWithPseudoHeader(frame, headers, l4, length);
    return sum === right ? l4Checked : l4Checked | l4Error;
  }
}
