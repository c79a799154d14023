import type { Alarm, Clock } from '../../../bus/clock.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import { slowSum } from '../../../device/dataPath/testing/frames.ts';

const be16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value)];
const read32 = (bytes: Uint8Array, at: number): number => Buffer.from(bytes).readUInt32BE(at);

const flags = { fin: 1, syn: 2, reset: 4, ack: 16 } as const;
const first = 0xffff_fff0;
const segmentBytes = 100;
const windowSegments = 8;
const timeoutNs = 300e6;
const tcpAt = 34;

/**
 * An active end of TCP for tests, written apart from what is tested: sends its data, then a FIN, again and again until all is
 * acknowledged, and keeps what comes in order. Its numbers run over 32 bits at once.
 */
export class TcpClient {
  readonly received: number[] = [];
  /** The other end sent its FIN, or a reset. */
  isEnded = false;
  isReset = false;
  /** Frames that came with a wrong checksum. */
  corrupt = 0;
  readonly #data: Uint8Array;
  readonly #port: number;
  readonly #send: (frame: Frame) => void;
  readonly #alarm: Alarm;
  /** Of what is sent: SYN, data and FIN count one number a byte, from 0. */
  #acknowledged = 0;
  #peerNumber = 0;

  constructor(clock: Clock, data: Uint8Array, port: number, send: (frame: Frame) => void) {
    this.#data = data;
    this.#port = port;
    this.#send = send;
    this.#alarm = clock.createAlarm(() => this.#transmit());
    this.#alarm.ringIn(0);
  }

  /** All was sent and acknowledged, and the other end is through. */
  get isDone(): boolean {
    return this.isEnded && this.#acknowledged === this.#data.length + 2;
  }

  receive(frame: Frame): void {
    const bytes = frame.toBytes();
    const segment = [...bytes.subarray(tcpAt)];
    if (slowSum([...bytes.subarray(26, 34), 0, 6, ...be16(segment.length), ...segment]) !== 0xffff) this.corrupt++;
    const has = bytes[tcpAt + 13]!;
    if (has & flags.reset) {
      this.isReset = true;
      this.#alarm.cancel();
      return;
    }
    const number = read32(bytes, tcpAt + 4);
    const data = bytes.subarray(tcpAt + (bytes[tcpAt + 12]! >>> 4) * 4);
    const gained = (read32(bytes, tcpAt + 8) - first - this.#acknowledged) | 0;
    if (has & flags.syn) this.#peerNumber = (number + 1) >>> 0;
    else if (number === this.#peerNumber) {
      this.received.push(...data);
      this.#peerNumber = (number + data.length + (has & flags.fin)) >>> 0;
      if (has & flags.fin) this.isEnded = true;
    }
    if (gained > 0) this.#acknowledged += gained;
    if (gained > 0) this.#transmit();
    else if (data.length > 0 || has & flags.fin) this.#emit(this.#acknowledged, flags.ack, []);
  }

  #transmit(): void {
    if (this.isDone) this.#alarm.cancel();
    else {
      this.#alarm.ringIn(timeoutNs);
      if (this.#acknowledged === 0) this.#emit(0, flags.syn, []);
      else this.#emitWindow();
    }
  }

  #emitWindow(): void {
    const end = this.#data.length + 1;
    let at = this.#acknowledged;
    for (let count = 0; count < windowSegments && at < end; count++) {
      const data = this.#data.subarray(at - 1, at - 1 + segmentBytes);
      this.#emit(at, flags.ack, data);
      at += data.length;
    }
    if (at === end) this.#emit(end, flags.ack | flags.fin, []);
    else if (at > end) this.#emit(at, flags.ack, []);
  }

  #emit(at: number, which: number, data: ArrayLike<number>): void {
    const head = [...be16(40_000), ...be16(this.#port), ...be32((first + at) >>> 0), ...be32(this.#peerNumber)];
    const segment = [...head, 0x50, which, 0xff, 0xff, 0, 0, 0, 0, ...Array.from(data)];
    const addresses = [10, 0, 0, 2, 10, 0, 0, 1];
    segment.splice(16, 2, ...be16(~slowSum([...addresses, 0, 6, ...be16(segment.length), ...segment])));
    const ip = [0x45, 0, ...be16(20 + segment.length), 0, 1, 0x40, 0, 64, 6, 0, 0, ...addresses];
    ip.splice(10, 2, ...be16(~slowSum(ip)));
    this.#send(Frame.of([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, ...ip, ...segment]));
  }
}
