import type { NetworkPeer, ReceiveInfo, TransmitInfo } from '../../../device/dataPath/index.ts';
import { randomOf } from '../../random.ts';
import type { Connection, Loop, Network } from '../network.ts';
import { PeerInFront } from '../peerInFront.ts';
import { DelayLine } from './delayLine.ts';
import type { Impairment } from './impairment.ts';

/** A network at the end of a bad wire. */
export class ImpairedNetwork implements Network {
  readonly #network: Network;
  readonly #impairment: Impairment;

  constructor(network: Network, impairment: Impairment) {
    this.#network = network;
    this.#impairment = impairment;
  }

  async connect(peer: NetworkPeer, loop: Loop): Promise<Connection> {
    const { clock } = loop;
    const random = randomOf(this.#impairment.seed);
    const into = new DelayLine<ReceiveInfo | undefined>(clock, this.#impairment, random, (frame, info) => {
      peer.receive(frame, info);
    });
    const front = new WholeFrames(peer, (frame, info) => into.add(frame, info));
    const out = new DelayLine<TransmitInfo>(clock, this.#impairment, random, (frame, info) =>
      front.transmit(frame, info),
    );
    peer.takesOffloads = false;
    peer.transmit = (frame, { queue }) => void out.add(frame, infoOf(queue));
    const connection = await this.#network.connect(front, loop);
    return {
      place: connection.place,
      close: () => {
        peer.transmit = () => {};
        connection.close();
        for (const line of [into, out]) line.close();
      },
    };
  }
}

/**
 * Offloads end at a bad wire: a packet of 64 KiB is none that it could lose, delay or let another overtake.
 */
class WholeFrames extends PeerInFront {
  override get takesOffloads(): boolean {
    return false;
  }

  override longest(): number {
    return 0;
  }

  override set takesOffloads(_: boolean) {}
}

const infos: TransmitInfo[] = [];

/** What is told of a frame that is whole: one object for each queue, which may be kept. */
const infoOf = (queue: number): TransmitInfo => {
  infos[queue] ??= { queue, segmentBytes: 0, headerBytes: 0, checksumStart: 0, checksumOffset: 0 };
  return infos[queue];
};
