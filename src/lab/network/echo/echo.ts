import type { NetworkPeer } from '../../../device/dataPath/index.ts';
import type { Connection, Loop, Network } from '../network.ts';
import { EchoStation } from './echoStation.ts';

/** A network of one neighbour, which sends back what it gets. It needs nothing of the host. */
export class EchoNetwork implements Network {
  async connect(peer: NetworkPeer, { clock }: Loop): Promise<Connection> {
    const station = new EchoStation(clock, (frame) => {
      peer.receive(frame);
    });
    peer.transmit = (frame) => station.take(frame);
    return {
      place: 'echo',
      close: () => {
        peer.transmit = () => {};
        station.close();
      },
    };
  }
}
