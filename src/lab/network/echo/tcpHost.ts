import type { Clock } from '../../../bus/clock.ts';
import { Frame } from '../../../device/dataPath/index.ts';
import { checksumOf, readShort, readWord, sumOf, swap, writeShort, writeWord } from '../../peers/bytes.ts';
import type { OutgoingSegment } from './outgoingSegment.ts';
import { Segment, segmentSizeOption, tcpFlags } from './segment.ts';
import { plus } from './sequence.ts';
import { serviceAt } from './services.ts';
import { TcpConnection } from './tcpConnection.ts';

/** Each keeps 64 KiB; the oldest goes when there are more. */
const mostConnections = 256;
const tcp = { protocol: 6, headerBytes: 20 } as const;
/** RFC 9293, 3.4.1: numbers of new connections go up with time, every 4 µs. */
const numberStepNs = 4000;
const largestFrameBytes = 14 + 40 + tcp.headerBytes + 0x1_0000;

/** Where the headers of a version of IP have what TCP needs. */
const layouts = {
  4: { addressesAt: 12, addressesBytes: 8, lengthAt: 2 },
  6: { addressesAt: 8, addressesBytes: 32, lengthAt: 4 },
} as const;

type Version = keyof typeof layouts;

interface Known {
  readonly connection: TcpConnection;
  /** Addresses and ports of what it was made for. */
  readonly route: Uint8Array;
}

/** Accepts every TCP connection to every address and port, and checks the sums of what comes. */
export class TcpHost {
  /** Segments whose checksum was wrong. */
  corrupt = 0;
  readonly #clock: Clock;
  readonly #send: (frame: Frame) => void;
  readonly #segment = new Segment();
  readonly #frame = new Frame(largestFrameBytes);
  readonly #connections = new Map<number, Known>();

  /** `send` may change the frame, and keeps nothing of it. */
  constructor(clock: Clock, send: (frame: Frame) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Connections that are not over. */
  get count(): number {
    return this.#connections.size;
  }

  close(): void {
    for (const { connection } of this.#connections.values()) connection.drop();
  }

  /** A segment comes: its frame begins at 0, its IP header at `l3`, TCP at `l4`. */
  take(bytes: Uint8Array, l3: number, l4: number, end: number, version: Version): void {
    const segment = this.#segment;
    if (end - l4 < tcp.headerBytes || !segment.parse(bytes, l4, end, version)) return;
    if (sumOf(bytes, l4, end - l4, pseudoSum(bytes, l3, end - l4, version)) !== 0xffff) {
      this.corrupt++;
      return;
    }
    const { addressesAt, addressesBytes } = layouts[version];
    const key = hashOf(bytes, l3 + addressesAt, addressesBytes, hashOf(bytes, l4, 4, version));
    const known = this.#connections.get(key);
    if (known === undefined) {
      if (segment.has(tcpFlags.syn) && !segment.has(tcpFlags.ack)) this.#accept(key, bytes, l3, l4, version);
      else if (!segment.has(tcpFlags.reset)) this.#refuse(bytes, l3, l4, version);
      return;
    }
    // Two routes of one hash, which is rare: the first keeps it.
    if (!isSame(known.route, bytes, l3 + addressesAt, l4)) return;
    known.connection.take(segment, bytes);
  }

  #accept(key: number, bytes: Uint8Array, l3: number, l4: number, version: Version): void {
    if (this.#connections.size >= mostConnections) this.#forgetOldest();
    const first = Math.floor(this.#clock.nowNs() / numberStepNs) >>> 0;
    const headers = answerHeaders(bytes, l3, l4, version);
    const outlet = (segment: OutgoingSegment): void => this.#write(headers, l3, l4, version, segment);
    const service = serviceAt(readShort(bytes, l4 + 2));
    const onOver = (): void => void this.#connections.delete(key);
    const connection = new TcpConnection(this.#segment, first, { service, clock: this.#clock, outlet, onOver });
    this.#connections.set(key, { connection, route: routeOf(bytes, l3, l4, version) });
  }

  /** A segment of no connection: whoever sends it is to forget about it. */
  #refuse(bytes: Uint8Array, l3: number, l4: number, version: Version): void {
    const { acknowledged, sequence, dataBytes } = this.#segment;
    this.#write(answerHeaders(bytes, l3, l4, version), l3, l4, version, {
      sequence: acknowledged,
      acknowledged: plus(sequence, dataBytes),
      flags: tcpFlags.reset | tcpFlags.ack,
      windowBytes: 0,
      dataBytes: 0,
      fill: () => {},
    });
  }

  #forgetOldest(): void {
    const [oldest] = this.#connections.values();
    oldest?.connection.drop();
  }

  #write(headers: Uint8Array, l3: number, l4: number, version: Version, segment: OutgoingSegment): void {
    const frame = this.#frame;
    const { bytes } = frame;
    const isSyn = (segment.flags & tcpFlags.syn) !== 0;
    const headerBytes = tcp.headerBytes + (isSyn ? 4 : 0);
    const l4Bytes = headerBytes + segment.dataBytes;
    bytes.set(headers, 0);
    writeShort(bytes, l3 + layouts[version].lengthAt, version === 4 ? l4 - l3 + l4Bytes : l4Bytes);
    if (version === 4) writeShort(bytes, l3 + 10, checksumOf(sumOf(bytes, l3, l4 - l3)));
    writeWord(bytes, l4 + 4, segment.sequence);
    writeWord(bytes, l4 + 8, segment.acknowledged);
    writeShort(bytes, l4 + 12, ((headerBytes / 4) << 12) | segment.flags);
    writeShort(bytes, l4 + 14, segment.windowBytes);
    writeWord(bytes, l4 + 16, 0);
    if (isSyn) writeWord(bytes, l4 + tcp.headerBytes, segmentSizeOption);
    segment.fill(bytes, l4 + headerBytes);
    const sum = sumOf(bytes, l4, l4Bytes, pseudoSum(bytes, l3, l4Bytes, version));
    writeShort(bytes, l4 + 16, checksumOf(sum));
    frame.byte = 0;
    frame.lengthBytes = l4 + l4Bytes;
    this.#send(frame);
  }
}

const pseudoSum = (bytes: Uint8Array, l3: number, l4Bytes: number, version: Version): number => {
  const { addressesAt, addressesBytes } = layouts[version];
  return sumOf(bytes, l3 + addressesAt, addressesBytes, tcp.protocol + l4Bytes);
};

/** Headers up to the ports, for what goes back to where this came from. Its Ethernet addresses are turned already. */
const answerHeaders = (bytes: Uint8Array, l3: number, l4: number, version: Version): Uint8Array => {
  const headers = bytes.slice(0, l4 + 4);
  const { addressesAt, addressesBytes } = layouts[version];
  swap(headers, l3 + addressesAt, l3 + addressesAt + addressesBytes / 2, addressesBytes / 2);
  swap(headers, l4, l4 + 2, 2);
  if (version === 4) writeShort(headers, l3 + 10, 0);
  return headers;
};

/** FNV-1a, by words. */
const hashOf = (bytes: Uint8Array, at: number, lengthBytes: number, start: number): number => {
  let hash = 0x811c_9dc5 ^ start;
  for (let i = 0; i < lengthBytes; i += 4) hash = Math.imul(hash ^ readWord(bytes, at + i), 0x0100_0193);
  return hash ^ (hash >>> 15);
};

const routeOf = (bytes: Uint8Array, l3: number, l4: number, version: Version): Uint8Array => {
  const { addressesAt, addressesBytes } = layouts[version];
  const route = new Uint8Array(addressesBytes + 4);
  route.set(bytes.subarray(l3 + addressesAt, l3 + addressesAt + addressesBytes));
  route.set(bytes.subarray(l4, l4 + 4), addressesBytes);
  return route;
};

const isSame = (route: Uint8Array, bytes: Uint8Array, addresses: number, ports: number): boolean => {
  const split = route.length - 4;
  for (let i = 0; i < split; i++) if (route[i] !== bytes[addresses + i]) return false;
  for (let i = 0; i < 4; i++) if (route[split + i] !== bytes[ports + i]) return false;
  return true;
};
