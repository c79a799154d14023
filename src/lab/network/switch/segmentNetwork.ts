import type { NetworkPeer } from '../../../device/dataPath/index.ts';
import { type Connection, type Network, NetworkUnavailable } from '../network.ts';
import type { LearningSwitch } from './learningSwitch.ts';

/** A segment of this process: its devices see each other by a switch. */
export class SegmentNetwork implements Network {
  readonly #hub: LearningSwitch;

  constructor(hub: LearningSwitch) {
    this.#hub = hub;
  }

  async connect(peer: NetworkPeer): Promise<Connection> {
    const port = this.#hub.plugIn((frame) => {
      peer.receive(frame);
    });
    if (port === undefined)
      throw new NetworkUnavailable('all ports of the switch are taken', 'Use a second switch, at another path.');
    peer.transmit = (frame) => port.send(frame);
    return {
      place: 'switch',
      close: () => {
        peer.transmit = () => {};
        port.close();
      },
    };
  }
}
