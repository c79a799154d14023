import { ownMemory, type Views } from '../memory.ts';
import { bytesOf, type Region } from './region.ts';

/** A BAR that is memory and nothing else: that of low-latency queues. */
export class MemoryRegion implements Region {
  readonly sizeBytes: number;
  readonly memory: Views;

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes;
    this.memory = ownMemory(sizeBytes);
  }

  read(offset: number, lengthBytes: number, target: DataView, at: number): void {
    bytesOf(target, at, lengthBytes).set(this.memory.bytes.subarray(offset, offset + lengthBytes));
  }

  write(offset: number, lengthBytes: number, source: DataView, at: number): void {
    const { words, bytes } = this.memory;
    // What drivers do: 4 or 8 bytes at a time.
    if (((offset | lengthBytes) & 3) === 0 && lengthBytes <= 8) {
      for (let done = 0; done < lengthBytes; done += 4)
        words[(offset + done) >>> 2] = source.getUint32(at + done, true);
    } else bytes.set(bytesOf(source, at, lengthBytes), offset);
  }
}
