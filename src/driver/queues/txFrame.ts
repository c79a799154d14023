import { ownMemory, type Views } from '../../bus/memory.ts';
import { l3Protocols, l4Protocols } from '../../spec/wire/descriptors.ts';

/** What became of a frame: it is on its way, the queue is stopped and wants it later, or it is gone. */
export type TxVerdict = 'sent' | 'busy' | 'dropped';

/** A frame for the driver to send. Hosts make one and fill it again and again: sending allocates nothing. */
export class TxFrame {
  memory: Views;
  /** Index of the first byte in `memory.bytes`; copies are fastest from one divisible by 4. */
  start = 0;
  lengthBytes = 0;
  queue = 0;
  /** More frames follow at once, so the doorbell may wait for them. */
  more = false;
  /** One of `l3Protocols`. */
  l3Protocol: number = l3Protocols.unknown;
  /** One of `l4Protocols`. */
  l4Protocol: number = l4Protocols.unknown;
  /** The checksum of TCP or UDP is to be filled in; the field holds the sum of the pseudo header. */
  checksum = false;
  /** Bytes of payload in each packet of a TCP stream that the device is to cut; 0 for a frame sent as it is. */
  segmentBytes = 0;
  l3OffsetBytes = 14;
  l3LengthBytes = 20;
  l4LengthBytes = 20;
  /** IPv4 with the flag DF clear. */
  mayFragment = false;

  constructor(memory: Views = ownMemory(65_536)) {
    this.memory = memory;
  }

  /** No offloads, no batch. */
  plain(): this {
    this.more = false;
    this.checksum = false;
    this.segmentBytes = 0;
    return this;
  }
}
