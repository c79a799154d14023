import { hashedProtocols, hashFunctions, hashInputBuffer } from '../../spec/wire/admin/rss.ts';
import { l3Protocols } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import type { FlowRule, RssState } from '../seam.ts';
import { FlowRules } from './flowRules.ts';
import type { Frame } from './frame.ts';
import { crc32, maxHashedBytes, Toeplitz } from './hash.ts';
import type { PacketHeaders } from './packetHeaders.ts';

const { fields } = hashInputBuffer.selected.entry;
const bit = {
  l2Source: put(fields.l2Source, 1),
  l2Destination: put(fields.l2Destination, 1),
  l3Source: put(fields.l3Source, 1),
  l3Destination: put(fields.l3Destination, 1),
  l4Source: put(fields.l4Source, 1),
  l4Destination: put(fields.l4Destination, 1),
} as const;

/** Whether the run at `a` comes after that at `b`. */
const isAfter = (bytes: Uint8Array, a: number, b: number, length: number): boolean => {
  for (let i = 0; i < length; i++) {
    const difference = bytes[a + i]! - bytes[b + i]!;
    if (difference !== 0) return difference > 0;
  }
  return false;
};

/** To which queue a received frame goes: by rule, by hash, or to queue 0. */
export class Steering {
  /** Of the frame asked about last; 0 where nothing was hashed. */
  hash = 0;
  readonly rules = new FlowRules();
  readonly #toeplitz = new Toeplitz();
  readonly #input = new Uint8Array(maxHashedBytes);
  #rss: RssState | undefined;
  #filled = 0;

  reset(): void {
    this.#rss = undefined;
    this.rules.set([]);
  }

  /**
   * The key comes as the guest wrote it. The adapter reads it from its end: drivers that show keys to their users turn them
   * round (DPDK `ena_rss.c`, FreeBSD `ena_rss.c`).
   */
  setRss(rss: RssState): void {
    this.#rss = rss;
    if (rss.key.length >= 40) this.#toeplitz.setKey(rss.key.slice(0, 40).reverse());
  }

  setRules(rules: readonly FlowRule[]): void {
    this.rules.set(rules);
  }

  /** Index of the Rx queue. */
  queueOf(frame: Frame, headers: PacketHeaders): number {
    const rss = this.#rss;
    this.hash = rss === undefined ? 0 : this.#hash(rss, frame, headers);
    if (headers.multicast) return 0;
    const ruled = this.rules.match(frame, headers);
    if (ruled >= 0) return ruled;
    const table = rss?.table;
    return table === undefined || table.length === 0 ? 0 : table[this.hash & (table.length - 1)]!;
  }

  #hash(rss: RssState, frame: Frame, headers: PacketHeaders): number {
    let selected = rss.inputs[headers.kind] ?? 0;
    if (headers.extended) selected = this.#fieldsOfExtended(rss, headers) || selected;
    if (selected === 0) return 0;
    this.#gather(rss, frame, headers, selected);
    const hash = rss.hashFunction === hashFunctions.crc32 ? crc32 : undefined;
    if (hash !== undefined) return hash(this.#input, this.#filled, rss.initialValue);
    return this.#toeplitz.hash(this.#input, this.#filled, rss.initialValue);
  }

  #fieldsOfExtended({ inputs }: RssState, { kind }: PacketHeaders): number {
    if (kind === hashedProtocols.tcp6.index) return inputs[hashedProtocols.tcp6Extended.index] ?? 0;
    return kind === hashedProtocols.ip6.index ? (inputs[hashedProtocols.ip6Extended.index] ?? 0) : 0;
  }

  #gather(rss: RssState, frame: Frame, headers: PacketHeaders, selected: number): void {
    const { bytes, byte: start } = frame;
    this.#filled = 0;
    if (headers.l3Protocol !== l3Protocols.ipv4 && headers.l3Protocol !== l3Protocols.ipv6) {
      this.#add(
        bytes,
        (selected & bit.l2Source) !== 0,
        start + 6,
        (selected & bit.l2Destination) !== 0,
        start,
        6,
        false,
      );
      return;
    }
    const isIpv4 = headers.l3Protocol === l3Protocols.ipv4;
    const source = start + headers.l3Offset + (isIpv4 ? 12 : 8);
    const length = isIpv4 ? 4 : 16;
    const destination = source + length;
    this.#add(
      bytes,
      (selected & bit.l3Source) !== 0,
      source,
      (selected & bit.l3Destination) !== 0,
      destination,
      length,
      rss.sortL3,
    );
    if (headers.l4Protocol === 0) return;
    const port = start + headers.l4Offset;
    this.#add(
      bytes,
      (selected & bit.l4Source) !== 0,
      port,
      (selected & bit.l4Destination) !== 0,
      port + 2,
      2,
      rss.sortL4,
    );
  }

  /** Adds two fields, the source's first unless they are sorted. */
  #add(
    bytes: Uint8Array,
    withSource: boolean,
    source: number,
    withDestination: boolean,
    destination: number,
    length: number,
    sort: boolean,
  ): void {
    const turned = sort && withSource && withDestination && isAfter(bytes, source, destination, length);
    if (withSource) this.#append(bytes, turned ? destination : source, length);
    if (withDestination) this.#append(bytes, turned ? source : destination, length);
  }

  #append(bytes: Uint8Array, at: number, length: number): void {
    const input = this.#input;
    const filled = this.#filled;
    for (let i = 0; i < length; i++) input[filled + i] = bytes[at + i]!;
    this.#filled = filled + length;
  }
}
