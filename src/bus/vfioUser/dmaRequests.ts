import type { Views } from '../memory.ts';
import type { DmaMessages } from './clientMemory.ts';
import { type Message, putField } from './message.ts';
import { type CommandName, commands, dmaAccess, flags, header, headerBytes, limits } from './protocol.ts';
import type { Agreement } from './session.ts';

/** Sends a message and waits for the reply to it, while other messages wait. Undefined where none came. */
export type Exchange = (bytes: Uint8Array, lengthBytes: number, id: number) => Message | undefined;

const { fixedBytes } = commands.dmaRead;

/** Memory that is not mapped, moved by messages that we begin. */
export class DmaRequests implements DmaMessages {
  readonly #agreement: () => Agreement | undefined;
  readonly #exchange: Exchange;
  readonly #bytes = new Uint8Array(limits.messageBytes);
  readonly #view = new DataView(this.#bytes.buffer);
  #id = 0;

  constructor(agreement: () => Agreement | undefined, exchange: Exchange) {
    this.#agreement = agreement;
    this.#exchange = exchange;
  }

  read(address: number, lengthBytes: number, target: Views, at: number): boolean {
    return this.#inParts(lengthBytes, (done, length) => {
      const reply = this.#ask('dmaRead', address + done, length, 0);
      if (reply === undefined || reply.lengthBytes < fixedBytes + length) return false;
      const from = reply.at + fixedBytes;
      target.bytes.set(reply.bytes.subarray(from, from + length), at + done);
      return true;
    });
  }

  write(address: number, lengthBytes: number, source: Views, at: number): boolean {
    return this.#inParts(lengthBytes, (done, length) => {
      this.#bytes.set(source.bytes.subarray(at + done, at + done + length), headerBytes + fixedBytes);
      return this.#ask('dmaWrite', address + done, length, length) !== undefined;
    });
  }

  #inParts(lengthBytes: number, move: (done: number, length: number) => boolean): boolean {
    const agreement = this.#agreement();
    if (agreement === undefined) return false;
    const most = Math.min(limits.dataBytes, agreement.maxDataBytes);
    for (let done = 0; done < lengthBytes; done += most) {
      if (!move(done, Math.min(most, lengthBytes - done))) return false;
    }
    return true;
  }

  /** The reply; undefined where the client says no or nothing. Data has been put in its place already. */
  #ask(name: CommandName, address: number, lengthBytes: number, dataBytes: number): Message | undefined {
    const view = this.#view;
    this.#id = (this.#id + 1) & 0xffff;
    const sizeBytes = headerBytes + fixedBytes + dataBytes;
    putField(view, 0, header.id, this.#id);
    putField(view, 0, header.command, commands[name].code);
    putField(view, 0, header.sizeBytes, sizeBytes);
    putField(view, 0, header.flags, flags.command);
    putField(view, 0, header.errno, 0);
    putField(view, headerBytes, dmaAccess.address, address);
    putField(view, headerBytes, dmaAccess.lengthBytes, lengthBytes);
    const reply = this.#exchange(this.#bytes, sizeBytes, this.#id);
    return reply === undefined || (reply.flags & flags.error) !== 0 ? undefined : reply;
  }
}
