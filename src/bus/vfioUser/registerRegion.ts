import type { DeviceEnd } from '../port.ts';
import type { Region } from './region.ts';

/** BAR0. Registers are words: part of one can be read, but only a whole one be written. */
export class RegisterRegion implements Region {
  readonly sizeBytes: number;
  readonly #device: DeviceEnd;

  constructor(device: DeviceEnd, sizeBytes: number) {
    this.#device = device;
    this.sizeBytes = sizeBytes;
  }

  read(offset: number, lengthBytes: number, target: DataView, at: number): void {
    for (let done = 0; done < lengthBytes; ) {
      const first = (offset + done) & 3;
      const count = Math.min(4 - first, lengthBytes - done);
      const word = this.#device.read32(offset + done - first);
      for (let i = 0; i < count; i++) target.setUint8(at + done + i, word >>> (8 * (first + i)));
      done += count;
    }
  }

  write(offset: number, lengthBytes: number, source: DataView, at: number): void {
    for (let done = -offset & 3; done + 4 <= lengthBytes; done += 4) {
      this.#device.write32(offset + done, source.getUint32(at + done, true));
    }
  }
}
