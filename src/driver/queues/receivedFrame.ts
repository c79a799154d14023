import { copy, ownMemory, type Views } from '../../bus/memory.ts';

/** What is known of a frame's checksum. `good` and `bad` are the device's word. */
export type ChecksumVerdict = 'none' | 'good' | 'bad' | 'unchecked';

/** Pieces a frame can come in. */
const mostPieces = 32;

const nowhere: Views = ownMemory(0);

/** A frame that came. There is one for each queue, filled anew for each frame: good during `receive` only. */
export class ReceivedFrame {
  queue = 0;
  pieces = 0;
  lengthBytes = 0;
  checksum: ChecksumVerdict = 'none';
  hash = 0;
  /** The hash is one of ports too, not of addresses alone. */
  hashIsOfPorts = false;
  readonly memory: Views[] = Array.from({ length: mostPieces }, () => nowhere);
  readonly start = new Uint32Array(mostPieces);
  readonly pieceBytes = new Int32Array(mostPieces);

  clear(): void {
    this.pieces = 0;
    this.lengthBytes = 0;
  }

  add(memory: Views, start: number, lengthBytes: number): void {
    const piece = this.pieces++;
    this.memory[piece] = memory;
    this.start[piece] = start;
    this.pieceBytes[piece] = lengthBytes;
    this.lengthBytes += lengthBytes;
  }

  /** Copies the whole frame to byte `at` of `target`, which has the room. Says how many bytes. */
  copyTo(target: Views, at: number): number {
    let to = at;
    for (let piece = 0; piece < this.pieces; piece++) {
      copy(this.memory[piece]!, this.start[piece]!, target, to, this.pieceBytes[piece]!);
      to += this.pieceBytes[piece]!;
    }
    return to - at;
  }
}
