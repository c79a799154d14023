import { byte } from '../field.ts';
import { struct } from '../struct.ts';

/** Feature 11: what the device computes. All zero is accepted. */
export const offloads = struct('ena_admin_feature_offload_desc', 12, {
  txL3Ipv4: byte(0).bit(0, 'Checksum of the IPv4 header'),
  txL4Ipv4Partial: byte(0).bit(1, 'TCP and UDP over IPv4, pseudo header summed by the guest; used by Linux'),
  txL4Ipv4Full: byte(0).bit(2),
  txL4Ipv6Partial: byte(0).bit(3, 'Used by Linux'),
  txL4Ipv6Full: byte(0).bit(4),
  tsoIpv4: byte(0).bit(5, 'Used by Linux'),
  tsoIpv6: byte(0).bit(6, 'Used by Linux'),
  tsoEcn: byte(0).bit(7, 'Used by Linux'),
  rxL3Ipv4: byte(4).bit(0),
  rxL4Ipv4: byte(4).bit(1, 'Used by Linux'),
  rxL4Ipv6: byte(4).bit(2, 'Used by Linux'),
  rxHash: byte(4).bit(3),
  rxEnabled: byte(8).u32('Bits as of the word before'),
});
