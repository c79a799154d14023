import type { Frame, NetworkPeer, ReceiveInfo, TransmitInfo } from '../../../device/dataPath/index.ts';
import { randomOf } from '../../random.ts';
import type { Connection, Loop, Network } from '../network.ts';
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
    const wire = new Wire(peer, loop, this.#impairment);
    const connection = await this.#network.connect(wire, loop);
    return {
      place: connection.place,
      close: () => {
        connection.close();
        wire.close();
      },
    };
  }
}

/**
 * What the network takes for the device. Offloads end here: a packet of 64 KiB is none that a wire could lose, delay or let
 * another overtake.
 */
class Wire implements NetworkPeer {
  transmit: NetworkPeer['transmit'] = () => {};
  readonly receive: NetworkPeer['receive'];
  readonly room: NetworkPeer['room'];
  readonly #peer: NetworkPeer;
  readonly #lines: readonly { close(): void }[];

  constructor(peer: NetworkPeer, { clock }: Loop, impairment: Impairment) {
    const random = randomOf(impairment.seed);
    const out = new DelayLine<TransmitInfo>(clock, impairment, random, (frame, info) => this.transmit(frame, info));
    const into = new DelayLine<ReceiveInfo | undefined>(clock, impairment, random, (frame, info) => {
      peer.receive(frame, info);
    });
    this.#peer = peer;
    this.#lines = [out, into];
    peer.takesOffloads = false;
    peer.transmit = (frame: Frame, { queue }: TransmitInfo) => void out.add(frame, infoOf(queue));
    this.receive = (frame, info) => into.add(frame, info);
    this.room = () => peer.room();
  }

  get carrier(): boolean {
    return this.#peer.carrier;
  }

  set carrier(up: boolean) {
    this.#peer.carrier = up;
  }

  get takesOffloads(): boolean {
    return false;
  }

  set takesOffloads(_: boolean) {}

  get onRoom(): (() => void) | undefined {
    return this.#peer.onRoom;
  }

  set onRoom(told: (() => void) | undefined) {
    this.#peer.onRoom = told;
  }

  close(): void {
    this.#peer.transmit = () => {};
    for (const line of this.#lines) line.close();
  }
}

const infos: TransmitInfo[] = [];

/** What is told of a frame that is whole: one object for each queue, which may be kept. */
const infoOf = (queue: number): TransmitInfo => {
  infos[queue] ??= { queue, segmentBytes: 0, headerBytes: 0, checksumStart: 0, checksumOffset: 0 };
  return infos[queue];
};
