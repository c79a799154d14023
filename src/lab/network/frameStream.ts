import type { Socket } from 'node:net';
import { Frame } from '../../device/dataPath/index.ts';

/** Each frame is led by its length, in the order of networks: the stream protocol of QEMU's `-netdev stream`, and of passt. */
const prefixBytes = 4;
/** As long as a frame can be that anybody has reason to send. */
const longestBytes = 0x1_0000;
/** What may wait for a reader that is slow; frames on top of it are lost, as on a wire. */
const mostWaitingBytes = 2 ** 22;

/** Frames over a stream. What does not keep to the protocol ends it: no frame behind it could be found again. */
export class FrameStream {
  /** Frames that found no room. */
  lost = 0;
  readonly #socket: Socket;
  readonly #frame = new Frame(prefixBytes + longestBytes);
  /** Bytes of the prefix and the frame that came so far. */
  #have = 0;
  #isCorked = false;

  /** `onFrame` may change the frame, and keeps nothing of it; `onEnd` is called once. */
  constructor(socket: Socket, onFrame: (frame: Frame) => void, onEnd: () => void) {
    this.#socket = socket;
    // The error is followed by the end, which says enough.
    socket.on('error', () => {});
    socket.once('close', onEnd);
    socket.on('data', (chunk: Uint8Array) => {
      if (!this.#take(chunk, onFrame)) socket.destroy();
    });
  }

  send(frame: Frame): void {
    const socket = this.#socket;
    if (!socket.writable || socket.writableLength > mostWaitingBytes) {
      this.lost++;
      return;
    }
    const { bytes, byte, lengthBytes } = frame;
    const message = Buffer.allocUnsafe(prefixBytes + lengthBytes);
    message.writeUInt32BE(lengthBytes, 0);
    message.set(bytes.subarray(byte, byte + lengthBytes), prefixBytes);
    this.#cork();
    socket.write(message);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** What is sent in one turn of the event loop goes out together. */
  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#socket.cork();
    queueMicrotask(() => {
      this.#isCorked = false;
      this.#socket.uncork();
    });
  }

  /** False: the other end does not speak the protocol. */
  #take(chunk: Uint8Array, onFrame: (frame: Frame) => void): boolean {
    const frame = this.#frame;
    for (let at = 0; at < chunk.length; ) {
      let wanted = prefixBytes;
      if (this.#have >= prefixBytes) wanted += this.#lengthBytes;
      const step = Math.min(wanted - this.#have, chunk.length - at);
      frame.bytes.set(chunk.subarray(at, at + step), this.#have);
      this.#have += step;
      at += step;
      if (this.#have === prefixBytes && (this.#lengthBytes === 0 || this.#lengthBytes > longestBytes)) return false;
      if (this.#have > prefixBytes && this.#have === prefixBytes + this.#lengthBytes) {
        this.#have = 0;
        frame.byte = prefixBytes;
        frame.lengthBytes = this.#lengthBytes;
        onFrame(frame);
      }
    }
    return true;
  }

  get #lengthBytes(): number {
    const { bytes } = this.#frame;
    return ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0;
  }
}
