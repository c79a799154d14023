import type { Express } from './express.ts';
import type { Frame } from './frame.ts';
import { ethernetHeaderBytes, frameOverheadBytes } from './frame.ts';
import type { InstanceLimits } from './limits/instanceLimits.ts';
import { PacketHeaders } from './packetHeaders.ts';
import type { NetworkPeer, TransmitInfo } from './peer.ts';
import type { TrafficCounters } from './trafficCounters.ts';

/** `TransmitInfo` as the device fills it. */
export type OutgoingInfo = { -readonly [Name in keyof TransmitInfo]: TransmitInfo[Name] };

const unchanged = { segmentBytes: 0, headerBytes: 0, checksumStart: 0, checksumOffset: 0 } as const;

/** Where frames leave the adapter: counted, held against the limits, given to the peer. */
export class Outlet {
  readonly info: OutgoingInfo = { queue: 0, ...unchanged };
  /** Longest frame that goes out. */
  maxFrameBytes = 0;
  readonly #peer: NetworkPeer;
  readonly #counters: TrafficCounters;
  readonly #limits: InstanceLimits;
  readonly #express: Express;
  readonly #headers = new PacketHeaders();

  constructor(peer: NetworkPeer, counters: TrafficCounters, limits: InstanceLimits, express: Express) {
    this.#peer = peer;
    this.#counters = counters;
    this.#limits = limits;
    this.#express = express;
  }

  setMtu(bytes: number): void {
    this.maxFrameBytes = bytes + frameOverheadBytes;
  }

  /** What follows is whole frames of this queue. */
  begin(queue: number): void {
    const { info } = this;
    info.queue = queue;
    info.segmentBytes = 0;
    info.headerBytes = 0;
    info.checksumStart = 0;
    info.checksumOffset = 0;
  }

  /** Sends a frame, or a packet that the peer is to cut up. */
  send(frame: Frame): void {
    const counters = this.#counters;
    const { info } = this;
    const { lengthBytes } = frame;
    const isTooLong = lengthBytes > this.maxFrameBytes && info.segmentBytes === 0;
    if (lengthBytes < ethernetHeaderBytes || isTooLong || !this.#peer.carrier) {
      counters.txDrops++;
      return;
    }
    counters.txPackets++;
    counters.txBytes += lengthBytes;
    if (this.#express.enabled || this.#limits.active) {
      this.#headers.parse(frame);
      if (this.#express.enabled) this.#express.countOut(this.#headers);
      if (this.#limits.active && !this.#isAdmitted(frame)) return;
    }
    this.#peer.transmit(frame, info);
  }

  #isAdmitted(frame: Frame): boolean {
    // A frame that waits needs what is told of it in an object of its own, unless nothing is.
    const { info } = this;
    const note = info.segmentBytes === 0 && info.checksumStart === 0 ? plainInfo(info.queue) : { ...info };
    return this.#limits.admitOut(frame, this.#headers, note) === 'passes';
  }
}

const plain: TransmitInfo[] = [];

/** What is told of frames that are whole: one object for each queue. */
const plainInfo = (queue: number): TransmitInfo => {
  plain[queue] ??= { queue, ...unchanged };
  return plain[queue];
};
