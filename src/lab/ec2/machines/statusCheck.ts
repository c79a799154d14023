import { Frame } from '../../../device/dataPath/index.ts';
import { readShort, writeShort } from '../../peers/bytes.ts';
import { peerMac } from '../../peers/echo.ts';
import { etherTypes } from '../../peers/packet.ts';

/** Fields of ARP in a frame. Source: RFC 826. */
const at = { source: 6, etherType: 12, head: 14, operation: 20, senderMac: 22, senderIp: 28, targetIp: 38 } as const;
/** Hardware: Ethernet; protocol: IPv4; lengths of their addresses. */
const ethernetIpv4 = [0, 1, 8, 0, 6, 4] as const;
const operations = { request: 1, reply: 2 } as const;
const bytesOfArp = 42;
/** Less is padded on the wire. */
const shortestBytes = 60;

/** A guest that leaves so many questions in a row unanswered is not there. */
const patience = 5;

const ipBytes = (ip: string): readonly number[] => ip.split('.').map(Number);

/**
 * Asks an instance for its address, over its adapter, as EC2's own instance status check does: "by sending an address
 * resolution protocol (ARP) request to the network interface".
 * Source: the EC2 User Guide, "Status checks for Amazon EC2 instances".
 */
export class StatusCheck {
  /** Brings a frame to the guest. Set by whoever has its adapter. */
  send: (frame: Frame) => void = () => {};
  readonly #question: Uint8Array;
  readonly #ip: readonly number[];
  #unanswered = patience;

  constructor(ip: string) {
    this.#ip = ipBytes(ip);
    const question = new Uint8Array(shortestBytes);
    question.fill(0xff, 0, at.source);
    question.set(peerMac, at.source);
    writeShort(question, at.etherType, etherTypes.arp);
    question.set(ethernetIpv4, at.head);
    writeShort(question, at.operation, operations.request);
    question.set(peerMac, at.senderMac);
    // The subnet's router.
    question.set([...this.#ip.slice(0, 2), 0, 1], at.senderIp);
    question.set(this.#ip, at.targetIp);
    this.#question = question;
  }

  /** To be called once a second. */
  ask(): void {
    this.#unanswered++;
    this.send(Frame.of(this.#question));
  }

  /** A frame comes from the guest. */
  hear({ bytes, byte, lengthBytes }: Frame): void {
    if (lengthBytes < bytesOfArp) return;
    const frame = bytes.subarray(byte, byte + lengthBytes);
    const isReply =
      readShort(frame, at.etherType) === etherTypes.arp && readShort(frame, at.operation) === operations.reply;
    if (isReply && this.#ip.every((part, i) => frame[at.senderIp + i] === part)) this.#unanswered = 0;
  }

  get isPassed(): boolean {
    return this.#unanswered < patience;
  }
}
