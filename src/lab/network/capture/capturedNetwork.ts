import type { NetworkPeer } from '../../../device/dataPath/index.ts';
import type { Connection, Loop, Network } from '../network.ts';
import { PeerInFront } from '../peerInFront.ts';
import type { PcapWriter } from './pcapWriter.ts';

/**
 * A network that is listened to, at the adapter: packets that the network is to cut up are seen whole and their sums undone,
 * as on any host with offloads.
 */
export class CapturedNetwork implements Network {
  readonly #network: Network;
  readonly #writer: PcapWriter;

  /** The writer is closed by whoever made it. */
  constructor(network: Network, writer: PcapWriter) {
    this.#network = network;
    this.#writer = writer;
  }

  connect(peer: NetworkPeer, loop: Loop): Promise<Connection> {
    const writer = this.#writer;
    const front = new PeerInFront(peer, (frame, info) => {
      writer.write(frame, 'in');
      return peer.receive(frame, info);
    });
    peer.transmit = (frame, info) => {
      writer.write(frame, 'out');
      front.transmit(frame, info);
    };
    return this.#network.connect(front, loop);
  }
}
