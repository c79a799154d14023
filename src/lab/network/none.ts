import type { NetworkPeer } from '../../device/dataPath/index.ts';
import type { Connection, Network } from './network.ts';

/** No network: the link is up, and what is sent is never heard of again. */
export class NoNetwork implements Network {
  async connect(peer: NetworkPeer): Promise<Connection> {
    peer.transmit = () => {};
    return { place: 'none', close: () => {} };
  }
}
