import type { NetworkPeer } from '../../device/dataPath/index.ts';

/** What a network takes for the device, where something stands between them. All but the frames is the device's own. */
export class PeerInFront implements NetworkPeer {
  transmit: NetworkPeer['transmit'] = () => {};
  readonly receive: NetworkPeer['receive'];
  readonly #peer: NetworkPeer;

  constructor(peer: NetworkPeer, receive: NetworkPeer['receive']) {
    this.#peer = peer;
    this.receive = receive;
  }

  room(): number {
    return this.#peer.room();
  }

  longest(): number {
    return this.#peer.longest();
  }

  get onRoom(): (() => void) | undefined {
    return this.#peer.onRoom;
  }

  set onRoom(told: (() => void) | undefined) {
    this.#peer.onRoom = told;
  }

  get carrier(): boolean {
    return this.#peer.carrier;
  }

  set carrier(isUp: boolean) {
    this.#peer.carrier = isUp;
  }

  get takesOffloads(): boolean {
    return this.#peer.takesOffloads;
  }

  set takesOffloads(takes: boolean) {
    this.#peer.takesOffloads = takes;
  }
}
