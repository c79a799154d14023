import type { Cursor, GuestMemory, Views } from '../memory.ts';
import { WindowedMemory } from '../windows.ts';
import { dmaMapFlags } from './protocol.ts';

/** Memory of a client that is mapped here. */
export interface SharedMemory {
  readonly pieces: readonly { readonly offset: number; readonly buffer: ArrayBuffer }[];
  /** Detaches all views and gives the memory back. */
  unmap(): void;
}

/** Moves bytes by messages. False where the client refuses, or does not answer. */
export interface DmaMessages {
  read(address: number, lengthBytes: number, target: Views, at: number): boolean;
  write(address: number, lengthBytes: number, source: Views, at: number): boolean;
}

/** A run of addresses that a client allows the device to use. */
export interface DmaRegion {
  readonly address: number;
  readonly sizeBytes: number;
  /** Bits of `dmaMapFlags`. */
  readonly flags: number;
  /** Undefined where it is reached by messages. */
  readonly shared: SharedMemory | undefined;
}

const endOf = ({ address, sizeBytes }: DmaRegion): number => address + sizeBytes;

/** The guest's memory, as its client shares it: mapped, or by messages where that is all there is. */
export class ClientMemory implements GuestMemory {
  readonly #windows = new WindowedMemory();
  readonly #messages: DmaMessages;
  /** By address, without overlaps. */
  #regions: readonly DmaRegion[] = [];

  constructor(messages: DmaMessages) {
    this.#messages = messages;
  }

  get generation(): number {
    return this.#windows.generation;
  }

  get regions(): readonly DmaRegion[] {
    return this.#regions;
  }

  /** Bytes of all regions. */
  get sizeBytes(): number {
    return this.#regions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  overlaps(address: number, sizeBytes: number): boolean {
    return this.#regions.some((region) => region.address < address + sizeBytes && address < endOf(region));
  }

  /** Adds a region that overlaps none. */
  add(region: DmaRegion): void {
    this.#regions = [...this.#regions, region].sort((a, b) => a.address - b.address);
    for (const { offset, buffer } of region.shared?.pieces ?? []) {
      const address = region.address + offset;
      this.#windows.map({ address, words: new Uint32Array(buffer), bytes: new Uint8Array(buffer) });
    }
  }

  /** Removes all regions inside of a range. Says how many bytes; undefined where it cuts one, and nothing was done. */
  remove(address: number, sizeBytes: number): number | undefined {
    const end = address + sizeBytes;
    const touched = this.#regions.filter((region) => region.address < end && address < endOf(region));
    if (touched.some((region) => region.address < address || endOf(region) > end)) return undefined;
    this.#regions = this.#regions.filter((region) => !touched.includes(region));
    for (const { address: base, shared } of touched) {
      for (const { offset } of shared?.pieces ?? []) this.#windows.unmap(base + offset);
      shared?.unmap();
    }
    return touched.reduce((sum, region) => sum + region.sizeBytes, 0);
  }

  resolve(address: number, lengthBytes: number, into: Cursor): boolean {
    return this.#windows.resolve(address, lengthBytes, into);
  }

  read(address: number, lengthBytes: number, target: Views, at: number): boolean {
    if (this.#windows.read(address, lengthBytes, target, at)) return true;
    if (!this.#allows(address, lengthBytes, dmaMapFlags.read) || at + lengthBytes > target.bytes.length) return false;
    return this.#messages.read(address, lengthBytes, target, at);
  }

  write(address: number, lengthBytes: number, source: Views, at: number): boolean {
    if (this.#windows.write(address, lengthBytes, source, at)) return true;
    if (!this.#allows(address, lengthBytes, dmaMapFlags.write) || at + lengthBytes > source.bytes.length) return false;
    return this.#messages.write(address, lengthBytes, source, at);
  }

  /** Whether regions cover a range without a gap and allow it all. */
  #allows(address: number, lengthBytes: number, flag: number): boolean {
    if (!(lengthBytes > 0) || !Number.isSafeInteger(address + lengthBytes)) return false;
    let reached = address;
    for (const region of this.#regions) {
      if (reached >= address + lengthBytes) break;
      if (region.address <= reached && endOf(region) > reached && (region.flags & flag) !== 0) reached = endOf(region);
    }
    return reached >= address + lengthBytes;
  }
}
