import { hashedProtocols, hashFunctions, hashInputBuffer } from '../../spec/wire/admin/rss.ts';
import { l3Protocols } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import type { FlowRule, RssState } from '../seam.ts';
import { FlowRules } from './flowRules.ts';
import type { Frame } from './frame.ts';
import { crc32, isAfter, Toeplitz } from './hash.ts';
import type { PacketHeaders } from './packetHeaders.ts';

const { fields } = hashInputBuffer.selected.entry;
const l2Source = put(fields.l2Source, 1);
const l2Destination = put(fields.l2Destination, 1);
const l3Source = put(fields.l3Source, 1);
const l3Destination = put(fields.l3Destination, 1);
const l4Source = put(fields.l4Source, 1);
const l4Destination = put(fields.l4Destination, 1);

const { ipv4 } = l3Protocols;
const tcp6 = hashedProtocols.tcp6.index;
const ip6 = hashedProtocols.ip6.index;
const tcp6Extended = hashedProtocols.tcp6Extended.index;
const ip6Extended = hashedProtocols.ip6Extended.index;

const macBytes = 6;
const macs = l2Source | l2Destination;
const addressesAndPorts = l3Source | l3Destination | l4Source | l4Destination;
const kindsWithPorts = ['tcp4', 'udp4', 'tcp6', 'udp6'] as const;

const fieldsOf = ({ inputs }: RssState, { kind, extended }: PacketHeaders): number => {
  const selected = inputs[kind]!;
  if (!extended) return selected;
  // Where nothing is selected for packets with extension headers, they count as those without.
  if (kind === tcp6) return inputs[tcp6Extended]! || selected;
  return kind === ip6 ? inputs[ip6Extended]! || selected : selected;
};

/** To which queue a received frame goes: by rule, by hash, or to queue 0. */
export class Steering {
  /**
   * Of the frame asked about last, as a signed number, which V8 need not keep in an object of its own; 0 where nothing was
   * hashed.
   */
  hash = 0;
  readonly #rules = new FlowRules();
  readonly #toeplitz = new Toeplitz();
  #isCrc = false;
  /** Bits of the kinds of packets of which addresses and ports are hashed, all of them, by Toeplitz: what drivers ask for. */
  #plainKinds = 0;
  #rss: RssState | undefined;

  reset(): void {
    this.#rss = undefined;
    this.#rules.set([]);
  }

  /**
   * The key comes as the guest wrote it. The adapter reads it from its end: drivers that show keys to their users turn them
   * round (DPDK `ena_rss.c`, FreeBSD `ena_rss.c`).
   */
  setRss(rss: RssState): void {
    this.#rss = rss;
    this.#isCrc = rss.hashFunction === hashFunctions.crc32;
    this.#plainKinds = 0;
    for (const kind of kindsWithPorts) {
      const { index } = hashedProtocols[kind];
      const isPlain = (rss.inputs[index]! & ~macs) === addressesAndPorts && !this.#isCrc;
      if (isPlain) this.#plainKinds |= 1 << index;
    }
    if (rss.key.length >= 40) this.#toeplitz.setKey(rss.key.slice(0, 40).reverse());
  }

  setRules(rules: readonly FlowRule[]): void {
    this.#rules.set(rules);
  }

  /** Index of the Rx queue. */
  queueOf(frame: Frame, headers: PacketHeaders): number {
    const rss = this.#rss;
    this.hash = rss === undefined ? 0 : this.#hash(rss, frame, headers);
    if (headers.multicast) return 0;
    const ruled = this.#rules.isEmpty ? -1 : this.#rules.match(frame, headers);
    if (ruled >= 0) return ruled;
    const table = rss?.table;
    return table === undefined || table.length === 0 ? 0 : table[this.hash & (table.length - 1)]!;
  }

  #hash(rss: RssState, frame: Frame, headers: PacketHeaders): number {
    if (((this.#plainKinds >>> headers.kind) & 1) === 0 || headers.extended)
      return this.#hashFields(rss, frame, headers);
    const { bytes, byte: start } = frame;
    const length = headers.l3Protocol === ipv4 ? 4 : 16;
    const addresses = start + headers.l3Offset + (length === 4 ? 12 : 8);
    const hash = this.#toeplitz.pair(bytes, addresses, length, rss.sortL3, 0, rss.initialValue | 0);
    return this.#toeplitz.pair(bytes, start + headers.l4Offset, 2, rss.sortL4, length * 2, hash);
  }

  #hashFields(rss: RssState, { bytes, byte: start }: Frame, headers: PacketHeaders): number {
    const selected = fieldsOf(rss, headers);
    if (selected === 0) return 0;
    let hash = rss.initialValue | 0;
    if (headers.isIp) {
      const length = headers.l3Protocol === ipv4 ? 4 : 16;
      const addresses = start + headers.l3Offset + (length === 4 ? 12 : 8);
      const fromL3 = selected & l3Source;
      const toL3 = selected & l3Destination;
      hash = this.#pair(bytes, addresses, length, fromL3, toL3, rss.sortL3, 0, hash);
      if (headers.l4Protocol !== 0) {
        const place = (fromL3 === 0 ? 0 : length) + (toL3 === 0 ? 0 : length);
        const ports = start + headers.l4Offset;
        hash = this.#pair(bytes, ports, 2, selected & l4Source, selected & l4Destination, rss.sortL4, place, hash);
      }
    } else {
      // Ethernet has its destination first.
      const withSource = (selected & l2Source) !== 0;
      if (withSource) hash = this.#run(bytes, start + macBytes, macBytes, 0, hash);
      if ((selected & l2Destination) !== 0) hash = this.#run(bytes, start, macBytes, withSource ? macBytes : 0, hash);
    }
    return this.#isCrc ? ~hash : hash;
  }

  /** Adds a source and the destination that follows it, as far as they are selected; in order of their size if sorted. */
  #pair(
    bytes: Uint8Array,
    source: number,
    length: number,
    withSource: number,
    withDestination: number,
    sort: boolean,
    place: number,
    hash: number,
  ): number {
    const destination = source + length;
    if (withSource === 0 && withDestination === 0) return hash;
    if (withDestination === 0) return this.#run(bytes, source, length, place, hash);
    if (withSource === 0) return this.#run(bytes, destination, length, place, hash);
    if (!sort || !isAfter(bytes, source, destination, length)) return this.#run(bytes, source, length * 2, place, hash);
    const half = this.#run(bytes, destination, length, place, hash);
    return this.#run(bytes, source, length, place + length, half);
  }

  #run(bytes: Uint8Array, at: number, length: number, place: number, hash: number): number {
    return this.#isCrc ? crc32(bytes, at, length, hash) : this.#toeplitz.run(bytes, at, length, place, hash);
  }
}
