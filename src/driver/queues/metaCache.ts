import { TxMeta } from '../../spec/wire/descriptors.ts';
import { put } from '../../spec/wire/field.ts';
import type { TxFrame } from './txFrame.ts';
import type { TxWriter } from './txWriter.ts';

const head = put(TxMeta.extendedValid, 1) | put(TxMeta.extendedType, 1) | put(TxMeta.isMeta, 1) | put(TxMeta.first, 1);

/** Knows what the device was last told of a queue's packets, so that it is told only what changed. */
export class MetaCache {
  /** Nothing is kept: the device wants to be told with every packet. */
  readonly isOff: boolean;
  #segmentBytes = -1;
  #headers = -1;

  constructor(isOff: boolean) {
    this.isOff = isOff;
  }

  /** Writes the meta descriptor of a packet with offloads where it is needed. Says whether it did. */
  write(writer: TxWriter, frame: TxFrame): boolean {
    const { segmentBytes } = frame;
    const headers =
      put(TxMeta.l3HeaderLength, frame.l3LengthBytes) |
      put(TxMeta.l3HeaderOffset, frame.l3OffsetBytes) |
      put(TxMeta.l4HeaderLength, frame.l4LengthBytes >>> 2);
    if (!this.isOff && segmentBytes === this.#segmentBytes && headers === this.#headers) return false;
    this.#segmentBytes = segmentBytes;
    this.#headers = headers;
    const store = put(TxMeta.store, this.isOff ? 0 : 1);
    const word0 = head | store | put(TxMeta.mssHigh, segmentBytes >>> 10);
    writer.write(word0, 0, headers | put(TxMeta.mssLow, segmentBytes & 0x3ff), 0);
    return true;
  }

  /** The same for a packet without offloads, which needs one only where every packet does. */
  writeEmpty(writer: TxWriter): boolean {
    writer.write(head, 0, 0, 0);
    return true;
  }
}
