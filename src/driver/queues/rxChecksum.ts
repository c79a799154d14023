import { l3Protocols, l4Protocols, RxDone } from '../../spec/wire/descriptors.ts';
import { take } from '../../spec/wire/field.ts';
import type { ReceivedFrame } from './receivedFrame.ts';

/** What a version makes of a completion without errors. */
export interface ChecksumTerms {
  /** The device offers to check sums of TCP and UDP. */
  readonly isOffered: boolean;
  readonly mustBeChecked: boolean;
}

/**
 * What a frame's last completion says of its checksums, and whether its hash is one of ports. Before 2.0.2 no error meant
 * good; since then it must have been checked. Where the device never checks any, its silence means nothing.
 */
export const judgeChecksum = (
  status: number,
  frame: ReceivedFrame,
  { isOffered, mustBeChecked }: ChecksumTerms,
): void => {
  const l4 = take(status, RxDone.l4Protocol);
  const isFragment = take(status, RxDone.ipv4Fragment) === 1;
  const hasPorts = (l4 === l4Protocols.tcp || l4 === l4Protocols.udp) && !isFragment;
  frame.hashIsOfPorts = hasPorts;
  const isIpv4 = take(status, RxDone.l3Protocol) === l3Protocols.ipv4;
  if (isFragment || !isOffered) frame.checksum = 'none';
  else if (isIpv4 && take(status, RxDone.l3ChecksumError) === 1) frame.checksum = 'bad';
  else if (!hasPorts) frame.checksum = 'none';
  else if (take(status, RxDone.l4ChecksumError) === 1) frame.checksum = 'bad';
  else frame.checksum = !mustBeChecked || take(status, RxDone.l4ChecksumChecked) === 1 ? 'good' : 'unchecked';
};
