import { flowMatch, flowTypes } from '../../spec/wire/admin/flowSteering.ts';
import { hashedProtocols } from '../../spec/wire/admin/rss.ts';
import { l3Protocols } from '../../spec/wire/descriptors.ts';
import { type Bytes, bytesOf, type Field, get } from '../../spec/wire/field.ts';
import type { FlowRule } from '../seam.ts';
import type { Frame } from './frame.ts';
import type { PacketHeaders } from './packetHeaders.ts';

const { fields } = flowMatch;

/** A field of a frame that must be `value` where `mask` has bits. */
interface Condition {
  /** Where it begins, in the IP header or behind it. */
  readonly from: 'l3' | 'l4';
  readonly offset: number;
  readonly value: Uint8Array;
  readonly mask: Uint8Array;
}

interface Rule {
  readonly queue: number;
  readonly isIpv4: boolean;
  /** A place of `hashedProtocols`, or -1 for any packet of its IP version. */
  readonly kind: number;
  readonly conditions: readonly Condition[];
}

// biome-ignore format: a table
const kinds: readonly (readonly [flowType: number, isIpv4: boolean, kind: number])[] = [
  [flowTypes.ipv4, true, -1],
  [flowTypes.ipv6, false, -1],
  [flowTypes.tcp4, true, hashedProtocols.tcp4.index],
  [flowTypes.tcp6, false, hashedProtocols.tcp6.index],
  [flowTypes.udp4, true, hashedProtocols.udp4.index],
  [flowTypes.udp6, false, hashedProtocols.udp6.index],
];

const bigEndian = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value);

/** Ports are numbers, addresses are bytes in the order of networks. */
const conditionsOf = (match: Uint32Array, isIpv4: boolean, hasPorts: boolean): Condition[] => {
  const addressBytes = isIpv4 ? 4 : 16;
  const address = (offset: number, value: Bytes, mask: Bytes): Condition => ({
    from: 'l3',
    offset,
    value: bytesOf(match, 0, value).slice(0, addressBytes),
    mask: bytesOf(match, 0, mask).slice(0, addressBytes),
  });
  const port = (offset: number, value: Field, mask: Field): Condition => ({
    from: 'l4',
    offset,
    value: bigEndian(get(match, 0, value)),
    mask: bigEndian(get(match, 0, mask)),
  });
  // The traffic class of IPv6 lies across two bytes, four bits in each.
  const tos = get(match, 0, fields.tos);
  const tosMask = get(match, 0, fields.tosMask);
  const service: Condition = isIpv4
    ? { from: 'l3', offset: 1, value: Uint8Array.of(tos), mask: Uint8Array.of(tosMask) }
    : { from: 'l3', offset: 0, value: bigEndian(tos << 4), mask: bigEndian(tosMask << 4) };
  const source = isIpv4 ? 12 : 8;
  const conditions = [
    address(source, fields.sourceIp, fields.sourceIpMask),
    address(source + addressBytes, fields.destinationIp, fields.destinationIpMask),
    service,
  ];
  if (hasPorts) conditions.push(port(0, fields.sourcePort, fields.sourcePortMask));
  if (hasPorts) conditions.push(port(2, fields.destinationPort, fields.destinationPortMask));
  return conditions.filter(({ mask }) => mask.some((bits) => bits !== 0));
};

const holds = ({ offset, value, mask }: Condition, bytes: Uint8Array, at: number): boolean => {
  for (let i = 0; i < mask.length; i++) {
    if (((bytes[at + offset + i]! ^ value[i]!) & mask[i]!) !== 0) return false;
  }
  return true;
};

/** The rules of flow steering, translated once so that a frame is compared byte by byte. */
export class FlowRules {
  #rules: readonly Rule[] = [];

  set(rules: readonly FlowRule[]): void {
    this.#rules = rules.flatMap(({ flowType, queue, match }) => {
      const row = kinds.find(([type]) => type === flowType);
      if (row === undefined) return [];
      const [, isIpv4, kind] = row;
      return [{ queue, isIpv4, kind, conditions: conditionsOf(match, isIpv4, kind >= 0) }];
    });
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** Queue of the first rule that holds; -1 where none does. */
  match(frame: Frame, headers: PacketHeaders): number {
    for (let i = 0; i < this.#rules.length; i++) {
      const rule = this.#rules[i]!;
      if (this.#holds(rule, frame, headers)) return rule.queue;
    }
    return -1;
  }

  #holds(rule: Rule, { bytes, byte: start }: Frame, headers: PacketHeaders): boolean {
    if (headers.l3Protocol !== (rule.isIpv4 ? l3Protocols.ipv4 : l3Protocols.ipv6)) return false;
    if (rule.kind >= 0 && rule.kind !== headers.kind) return false;
    for (let i = 0; i < rule.conditions.length; i++) {
      const condition = rule.conditions[i]!;
      const at = start + (condition.from === 'l3' ? headers.l3Offset : headers.l4Offset);
      if (!holds(condition, bytes, at)) return false;
    }
    return true;
  }
}
