import { ownMemory } from '../memory.ts';
import { type ConfigRow, command, configBytes, functionReset } from './configLayout.ts';
import { bytesOf, type Region } from './region.ts';

/** The configuration space. It outlives a client: it is the function's. */
export class ConfigSpace implements Region {
  readonly sizeBytes = configBytes;
  readonly #rows: readonly ConfigRow[];
  readonly #bytes = ownMemory(configBytes).bytes;
  readonly #writable = ownMemory(configBytes).bytes;
  readonly #reset: () => void;

  /** `reset` is called when a machine resets the function, which it does here. */
  constructor(rows: readonly ConfigRow[], reset: () => void) {
    this.#rows = rows;
    this.#reset = reset;
    for (const { at, bytes, writable = 0 } of rows) spread(this.#writable, at, bytes, writable);
    this.forget();
  }

  read(offset: number, lengthBytes: number, target: DataView, at: number): void {
    bytesOf(target, at, lengthBytes).set(this.#bytes.subarray(offset, offset + lengthBytes));
  }

  write(offset: number, lengthBytes: number, source: DataView, at: number): void {
    let isReset = false;
    for (let i = 0; i < lengthBytes; i++) {
      const place = offset + i;
      const written = source.getUint8(at + i);
      const writable = this.#writable[place]!;
      this.#bytes[place] = (this.#bytes[place]! & ~writable) | (written & writable);
      if (place === functionReset.at + 1 && (written << 8) & functionReset.bit) isReset = true;
    }
    if (isReset) this.#reset();
  }

  /** Whether the machine lets the function write to its memory. */
  get isBusMaster(): boolean {
    return (this.#bytes[command.at]! & command.busMaster) !== 0;
  }

  /** As after power-on. */
  forget(): void {
    for (const { at, bytes, value } of this.#rows) spread(this.#bytes, at, bytes, value);
  }
}

const spread = (target: Uint8Array, at: number, bytes: number, value: number): void => {
  for (let i = 0; i < bytes; i++) target[at + i] = value >>> (8 * i);
};
