import { fstatSync } from 'node:fs';
import { constants } from 'node:os';
import { forbidShrinking } from './memoryFile.ts';
import { SystemCallFailed, type SystemCalls } from './systemCalls.ts';

/** sys/mman.h */
const PROT_READ_WRITE = 3;
const MAP_SHARED = 1;
const failed = 0xffff_ffff_ffff_ffffn;

/** Pieces are no larger: beyond 4 GiB the engine ends the process, and below 2^30 every index is a small integer. */
export const pieceBytes = 2 ** 30;

/** Which part of a file is to be mapped. All in pages. */
export interface FilePart {
  readonly descriptor: number;
  readonly offset: number;
  readonly sizeBytes: number;
  /** The first piece ends where this many bytes and it make a whole piece: pieces then end where others expect it. */
  readonly phaseBytes?: number;
}

/** A part of what is mapped, `offset` bytes from its beginning. */
export interface Piece {
  readonly offset: number;
  readonly buffer: ArrayBuffer;
}

interface Mapping {
  readonly address: bigint;
  readonly sizeBytes: number;
}

/** Memory of a file, shared with whoever else maps it, for as long as it is not unmapped. */
export class MappedMemory {
  readonly pieces: readonly Piece[];
  readonly #calls: SystemCalls;
  readonly #mapping: Mapping;
  #isMapped = true;

  /** @throws SystemCallFailed where the file has no such part, or may not be read and written */
  constructor(calls: SystemCalls, { descriptor, offset, sizeBytes, phaseBytes = 0 }: FilePart) {
    this.#calls = calls;
    // To touch a page behind the end of the file would end the process.
    forbidShrinking(calls, descriptor);
    if (offset + sizeBytes > sizeOf(descriptor)) throw new SystemCallFailed('not in the file', constants.errno.EINVAL);
    const address = calls.mmap(null, sizeBytes, PROT_READ_WRITE, MAP_SHARED, descriptor, offset);
    if (address === failed) throw new SystemCallFailed('not mapped', calls.errno());
    this.#mapping = { address, sizeBytes };
    const pieces: Piece[] = [];
    for (let at = 0; at < sizeBytes; ) {
      const length = Math.min(sizeBytes - at, pieceBytes - ((phaseBytes + at) % pieceBytes));
      pieces.push({ offset: at, buffer: calls.viewOf(address + BigInt(at), length) });
      at += length;
    }
    this.pieces = pieces;
  }

  /**
   * Gives the memory back. A view that somebody still holds would end the process when it is used, so every buffer is
   * detached first: its views are then empty, and reading finds nothing. Where the engine cannot detach a buffer, which is
   * before Node.js 21, the memory goes when nobody can reach its buffers any more.
   */
  unmap(): void {
    if (!this.#isMapped) return;
    this.#isMapped = false;
    const left = this.pieces.filter(({ buffer }) => !detach(buffer));
    // Holds neither this nor a piece: it waits until nobody does.
    const calls = this.#calls;
    const { address, sizeBytes } = this.#mapping;
    const unmap = () => void calls.munmap(address, sizeBytes);
    if (left.length === 0) unmap();
    else whenUnreachable(left, unmap);
  }
}

const sizeOf = (descriptor: number): number => {
  try {
    return fstatSync(descriptor).size;
  } catch {
    return -1;
  }
};

const detach = (buffer: ArrayBuffer): boolean => {
  buffer.transfer?.();
  return buffer.byteLength === 0;
};

const unreachable = new FinalizationRegistry<() => void>((tell) => tell());

const whenUnreachable = (pieces: readonly Piece[], tell: () => void): void => {
  let left = pieces.length;
  for (const { buffer } of pieces) {
    unreachable.register(buffer, () => {
      left--;
      if (left === 0) tell();
    });
  }
};
