import type { Message } from './message.ts';
import { putField } from './message.ts';
import { flags, header, headerBytes, limits, type WireField } from './protocol.ts';

/** The answer to one message, made in the same place each time. */
export class Reply {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** First byte after the header. */
  readonly at = headerBytes;
  /** Of the whole message. */
  lengthBytes = headerBytes;
  readonly #send: (bytes: Uint8Array, lengthBytes: number) => void;
  #isOwed = false;

  constructor(bytes: Uint8Array, send: (bytes: Uint8Array, lengthBytes: number) => void) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
    this.#send = send;
  }

  /** Begins the answer to a message. */
  begin(message: Message): void {
    this.#isOwed = message.wantsReply;
    this.lengthBytes = headerBytes;
    putField(this.view, 0, header.id, message.id);
    putField(this.view, 0, header.command, message.command);
  }

  /** Makes room for so many zeroed bytes after the header. */
  open(lengthBytes: number): void {
    this.lengthBytes = headerBytes + lengthBytes;
    this.bytes.fill(0, headerBytes, this.lengthBytes);
  }

  /** Repeats the first bytes of the message. A posted write, which nobody answers, comes sixteen times with each packet by LLQ. */
  repeat(message: Message, lengthBytes: number): void {
    if (!this.#isOwed) return;
    this.lengthBytes = headerBytes + lengthBytes;
    this.bytes.set(message.bytes.subarray(message.at, message.at + lengthBytes), headerBytes);
  }

  put(field: WireField, value: number): void {
    putField(this.view, headerBytes, field, value);
  }

  /** Sends what was made, unless it was sent or nobody wants it. */
  send(): void {
    this.#finish(flags.reply, 0);
  }

  /** Says no instead. */
  refuse(errno: number): void {
    this.lengthBytes = headerBytes;
    this.#finish(flags.reply | flags.error, errno);
  }

  #finish(type: number, errno: number): void {
    if (!this.#isOwed) return;
    this.#isOwed = false;
    putField(this.view, 0, header.sizeBytes, this.lengthBytes);
    putField(this.view, 0, header.flags, type);
    putField(this.view, 0, header.errno, errno);
    this.#send(this.bytes, this.lengthBytes);
  }
}

/** Room for the largest reply. */
export const replyBytes = limits.messageBytes;
