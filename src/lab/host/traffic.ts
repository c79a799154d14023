import { Frame } from '../../device/dataPath/index.ts';
import { TxFrame } from '../../driver/driver.ts';
import { peerMac } from '../peers/echo.ts';
import { Generator } from '../peers/generator.ts';
import { type Datagram, writeUdp } from '../peers/udp.ts';
import type { Host } from './host.ts';

/** Addresses of the lab: the guest's, and one of many behind the wire. */
export const guestAddress = 0x0a00_0002;
const peerAddress = 0x0a00_0001;

/** Datagrams that programs of a host send, a little of each queue in turn, and what comes of them. */
export class Traffic {
  sent = 0;
  /** Refused by a queue that stands, or an interface that is down or without a carrier. */
  refused = 0;
  received = 0;
  /** Frames that came from the network by themselves. */
  offered = 0;
  readonly #host: Host;
  readonly #frame = new TxFrame().plain();
  readonly #inwards = new Frame(2048);
  readonly out: Generator;
  readonly in: Generator;
  /** Bytes of data in each datagram. */
  dataBytes = 64;
  /** Port and address a datagram goes to, by its ordinal. */
  target: (ordinal: number) => { readonly address: number; readonly port: number } = () => ({
    address: peerAddress,
    port: 7,
  });

  constructor(host: Host) {
    this.#host = host;
    host.onFrame = () => {
      this.received++;
    };
    this.out = new Generator(host.guestClock, (ordinal) => this.#send(ordinal));
    this.in = new Generator(host.clock, (ordinal) => this.#offer(ordinal));
  }

  #send(ordinal: number): void {
    const { driver } = this.#host;
    const frame = this.#frame;
    const { address, port } = this.target(ordinal);
    const { mac } = driver.adapter.device;
    frame.lengthBytes = writeUdp(frame.memory.bytes, {
      sourceMac: mac,
      targetMac: peerMac,
      source: guestAddress,
      target: address,
      sourcePort: 40_000 + (ordinal % 64),
      targetPort: port,
      dataBytes: this.dataBytes,
    });
    frame.queue = ordinal % Math.max(1, driver.adapter.queues.length);
    if (!driver.adapter.hasCarrier || driver.isStopped(frame.queue) || driver.transmit(frame) !== 'sent')
      this.refused++;
    else this.sent++;
  }

  #offer(ordinal: number): void {
    const { driver, device } = this.#host;
    const datagram: Datagram = {
      sourceMac: peerMac,
      targetMac: driver.adapter.device.mac,
      source: peerAddress + (ordinal % 16),
      target: guestAddress,
      sourcePort: 50_000 + (ordinal % 256),
      targetPort: 9,
      dataBytes: this.dataBytes,
    };
    this.offered++;
    this.#inwards.lengthBytes = writeUdp(this.#inwards.bytes, datagram);
    device.traffic.peer.receive(this.#inwards);
  }
}
