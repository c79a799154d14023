import { l4Protocols } from '../../spec/wire/descriptors.ts';
import type { PacketHeaders } from './packetHeaders.ts';
import type { TrafficCounters } from './trafficCounters.ts';

/** ENA Express as far as it can be seen: which packets may take it, and which did. */
export class Express {
  enabled: boolean;
  udp: boolean;
  readonly udpOrderingBypass: boolean;
  /** The other end takes part, so that what may take it does. */
  peerTakesPart = true;
  /** Percent. */
  utilization = 0;
  readonly #counters: TrafficCounters;

  constructor(
    counters: TrafficCounters,
    options: { readonly enabled: boolean; readonly udp: boolean; readonly udpOrderingBypass: boolean },
  ) {
    this.#counters = counters;
    this.enabled = options.enabled;
    this.udp = options.udp;
    this.udpOrderingBypass = options.udpOrderingBypass;
  }

  /** Counts a frame that goes. */
  countOut(headers: PacketHeaders): void {
    const isEligible =
      !headers.multicast &&
      (headers.l4Protocol === l4Protocols.tcp || (this.udp && headers.l4Protocol === l4Protocols.udp));
    if (!isEligible) return;
    this.#counters.expressEligibleTxPackets++;
    if (this.peerTakesPart) this.#counters.expressTxPackets++;
  }
}
