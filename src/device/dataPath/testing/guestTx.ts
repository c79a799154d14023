import { Tx, TxDone, TxMeta } from '../../../spec/wire/descriptors.ts';
import { get, set, setWide } from '../../../spec/wire/field.ts';
import type { LlqShape } from '../../../spec/wire/llq.ts';
import { Consumer, Producer } from '../../../spec/wire/ring.ts';
import type { DataPath } from '../index.ts';

/** A piece of a packet. */
export interface Piece {
  readonly address: number;
  readonly length: number;
}

/** A packet to send. */
export interface TxRequest {
  readonly id?: number;
  readonly pieces?: readonly Piece[];
  /** Bytes pushed into the entry of an LLQ. */
  readonly header?: ArrayLike<number>;
  readonly meta?: {
    readonly mss?: number;
    readonly l3Offset: number;
    readonly l3Bytes: number;
    readonly l4Bytes?: number;
    readonly store?: boolean;
  };
  readonly l3Protocol?: number;
  readonly l4Protocol?: number;
  readonly tso?: boolean;
  readonly l3Checksum?: boolean;
  readonly l4Checksum?: boolean;
  readonly partial?: boolean;
  readonly completion?: boolean;
  /** The last descriptor does not say so. */
  readonly endless?: boolean;
}

interface Place {
  readonly words: Uint32Array;
  readonly base: number;
  readonly depth: number;
}

/** The guest's side of a Tx queue, written for tests: descriptor by descriptor. */
export class GuestTx {
  readonly index: number;
  readonly ring: Producer;
  readonly completionIndex: number;
  readonly completionRing: Consumer;
  readonly #path: DataPath;
  readonly #llq: LlqShape | undefined;
  #place = 0;
  #places = 0;

  constructor(
    path: DataPath,
    index: number,
    place: Place & { readonly llq: LlqShape | undefined },
    completions: Place & { readonly index: number; readonly entryWords: number },
  ) {
    this.#path = path;
    this.index = index;
    this.#llq = place.llq;
    const entryWords = (place.llq?.entryBytes ?? 16) / 4;
    this.ring = new Producer({ ...place, entryWords, phase: Tx.phase });
    this.completionIndex = completions.index;
    this.completionRing = new Consumer({ ...completions, phase: TxDone.phase });
  }

  /** Writes a packet's descriptors, without the doorbell. */
  write(request: TxRequest): void {
    const { ring } = this;
    const pieces = request.pieces?.length ? request.pieces : [{ address: 0, length: 0 }];
    this.#place = 0;
    this.#places = this.#llq === undefined ? 1 : this.#llq.descriptorsBeforeHeader;
    if (this.#llq !== undefined) this.#clearEntry();
    if (this.#llq !== undefined && request.header !== undefined) {
      const at = ring.at * 4 + this.#llq.descriptorsBeforeHeader * 16;
      new Uint8Array(ring.words.buffer).set(Array.from(request.header), at);
    }
    if (request.meta !== undefined) this.#writeMeta(request.meta);
    for (const [i, piece] of pieces.entries()) {
      const at = this.#open();
      const { words } = ring;
      set(words, at, Tx.length, piece.length);
      setWide(words, at, Tx.address, piece.address);
      set(words, at, Tx.last, i === pieces.length - 1 && !request.endless ? 1 : 0);
      if (i === 0) this.#writeFirst(at, request);
    }
    ring.advance();
  }

  send(request: TxRequest): void {
    this.write(request);
    this.kick();
  }

  kick(value = this.ring.index): void {
    this.#path.doorbell('txDoorbell', this.index, value);
  }

  /** Ids of the packets that were completed since. */
  reap(): number[] {
    const ids: number[] = [];
    const { completionRing: ring } = this;
    for (; ring.isNew; ring.advance()) ids.push(get(ring.words, ring.at, TxDone.requestId));
    return ids;
  }

  #writeFirst(at: number, request: TxRequest): void {
    const { words } = this.ring;
    const id = request.id ?? 0;
    if (request.meta === undefined) set(words, at, Tx.first, 1);
    set(words, at, Tx.requestIdHigh, id >>> 10);
    set(words, at, Tx.requestIdLow, id);
    set(words, at, Tx.completionRequest, (request.completion ?? true) ? 1 : 0);
    set(words, at, Tx.l3Protocol, request.l3Protocol ?? 0);
    set(words, at, Tx.l4Protocol, request.l4Protocol ?? 0);
    set(words, at, Tx.segment, request.tso ? 1 : 0);
    set(words, at, Tx.l3Checksum, request.l3Checksum ? 1 : 0);
    set(words, at, Tx.l4Checksum, request.l4Checksum ? 1 : 0);
    set(words, at, Tx.l4ChecksumPartial, request.partial ? 1 : 0);
    set(words, at, Tx.headerLength, request.header?.length ?? 0);
  }

  #writeMeta(meta: NonNullable<TxRequest['meta']>): void {
    const at = this.#open();
    const { words } = this.ring;
    const mss = meta.mss ?? 0;
    set(words, at, TxMeta.isMeta, 1);
    set(words, at, TxMeta.first, 1);
    set(words, at, TxMeta.extendedValid, 1);
    set(words, at, TxMeta.extendedType, 1);
    set(words, at, TxMeta.store, (meta.store ?? true) ? 1 : 0);
    set(words, at, TxMeta.mssHigh, mss >>> 10);
    set(words, at, TxMeta.mssLow, mss);
    set(words, at, TxMeta.l3HeaderOffset, meta.l3Offset);
    set(words, at, TxMeta.l3HeaderLength, meta.l3Bytes);
    set(words, at, TxMeta.l4HeaderLength, (meta.l4Bytes ?? 0) / 4);
  }

  /** Word of the next descriptor, zero but for its phase. */
  #open(): number {
    const { ring } = this;
    if (this.#place === this.#places) {
      ring.advance();
      this.#place = 0;
      const { entryBytes, stride } = this.#llq ?? { entryBytes: 16, stride: 1 };
      this.#places = stride === 2 ? entryBytes / 16 : 1;
      if (this.#llq !== undefined) this.#clearEntry();
    }
    const at = ring.at + this.#place++ * 4;
    ring.words.fill(0, at, at + 4);
    set(ring.words, at, Tx.phase, ring.phase);
    return at;
  }

  #clearEntry(): void {
    const { ring } = this;
    ring.words.fill(0, ring.at, ring.at + this.#llq!.entryBytes / 4);
  }
}
