import type { Frame } from '../../../device/dataPath/index.ts';
import { BufferedFile, type FileSystem } from './bufferedFile.ts';
import { beginning, type Direction, ending, packetOverheadBytes, writePacket } from './pcapng.ts';

const two32 = 2 ** 32;

/** What a capture is made with. */
export interface CaptureOptions {
  readonly path: string;
  /** As Wireshark is to call the interface. */
  readonly interfaceName: string;
  /** Nanoseconds on the device's clock. */
  readonly nowNs: () => number;
  /** When that clock was at 0: milliseconds since 1970. */
  readonly epochMs: number;
  /** Told once, when no more can be written: the disk is full, or the reader has gone. */
  readonly onError: (error: NodeJS.ErrnoException) => void;
  readonly files?: FileSystem;
}

/** Writes frames, with nanoseconds and direction, to a file or FIFO. It never holds the device up: what cannot be kept is counted. */
export class PcapWriter {
  /** Frames that are not in the file. */
  dropped = 0;
  readonly #options: CaptureOptions;
  readonly #file: BufferedFile;
  readonly #epochNs: bigint;
  #high = 0;
  #low = 0;

  constructor(options: CaptureOptions) {
    this.#options = options;
    this.#epochNs = BigInt(Math.round(options.epochMs)) * 1_000_000n;
    this.#file = new BufferedFile(options.path, options.onError, options.files);
    this.#file.add((target, at) => at + beginning(options.interfaceName, 'enakit').copy(target, at));
  }

  write(frame: Frame, direction: Direction): void {
    const { byte, lengthBytes } = frame;
    if (!this.#file.hasRoom(lengthBytes + packetOverheadBytes)) {
      this.dropped++;
      return;
    }
    this.#setStamp();
    const bytes = frame.bytes.subarray(byte, byte + lengthBytes);
    this.#file.add((target, at) => writePacket(target, at, this.#high, this.#low, bytes, direction));
  }

  /** Writes what is left, and how many frames are missing. */
  async close(): Promise<void> {
    this.#setStamp();
    const end = ending(this.#high, this.#low, this.dropped);
    if (this.#file.hasRoom(end.length)) this.#file.add((target, at) => at + end.copy(target, at));
    await this.#file.end();
  }

  /** Nanoseconds since 1970 need 61 bits, more than a number has. */
  #setStamp(): void {
    const ns = this.#epochNs + BigInt(Math.round(this.#options.nowNs()));
    this.#high = Number(ns / BigInt(two32));
    this.#low = Number(ns % BigInt(two32));
  }
}
