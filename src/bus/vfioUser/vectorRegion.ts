import { msix } from '../../spec/wire/pci.ts';
import { MemoryRegion } from './memoryRegion.ts';
import { bytesOf, type Region } from './region.ts';
import type { VectorSignals } from './vectorSignals.ts';

/** Vector control is the last word of an entry; its lowest bit masks, and is set at first. */
const maskByte = 12;

/**
 * BAR1: the MSI-X table and the pending bits. The table is remembered and no more: who shall be told of a vector, and
 * whether, the client says by messages, and QEMU keeps the table's meaning to itself.
 */
export class VectorRegion implements Region {
  readonly sizeBytes: number;
  readonly #table: MemoryRegion;
  readonly #signals: VectorSignals;

  constructor(signals: VectorSignals, sizeBytes: number) {
    this.sizeBytes = sizeBytes;
    this.#table = new MemoryRegion(sizeBytes);
    this.#signals = signals;
    this.forget();
  }

  read(offset: number, lengthBytes: number, target: DataView, at: number): void {
    this.#table.read(offset, lengthBytes, target, at);
    const pending = bytesOf(target, at, lengthBytes);
    const { count } = this.#signals;
    for (let vector = 0; vector < count; vector++) {
      const place = msix.pending.offset + (vector >>> 3) - offset;
      if (place >= 0 && place < lengthBytes && this.#signals.isPending(vector)) {
        pending[place] = pending[place]! | (1 << (vector & 7));
      }
    }
  }

  /** Behind the table nothing can be written. */
  write(offset: number, lengthBytes: number, source: DataView, at: number): void {
    const end = Math.min(offset + lengthBytes, this.#signals.count * msix.table.entryBytes);
    if (offset < end) this.#table.write(offset, end - offset, source, at);
  }

  /** As after power-on. */
  forget(): void {
    const { bytes } = this.#table.memory;
    bytes.fill(0);
    for (let vector = 0; vector < this.#signals.count; vector++) bytes[vector * msix.table.entryBytes + maskByte] = 1;
  }
}
