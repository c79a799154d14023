import { bars } from '../../../spec/wire/pci.ts';
import { ownMemory, type Views } from '../../memory.ts';
import { regionAccess } from '../protocol.ts';
import type { ClientSocket } from './clientSocket.ts';

interface Shadow {
  readonly index: number;
  readonly memory: Views;
  /** What the server has. */
  readonly sent: Uint32Array;
}

/** The regions of a device, over a socket. Stores to registers are posted, as QEMU does it. */
export class ClientRegions {
  readonly #socket: ClientSocket;
  readonly #wait: () => void;
  readonly #word = new Uint8Array(4);
  readonly #wordView = new DataView(this.#word.buffer);
  #shadow: Shadow | undefined;

  constructor(socket: ClientSocket, wait: () => void) {
    this.#socket = socket;
    this.#wait = wait;
  }

  /** A copy of what is there. */
  read(region: number, offset: number, lengthBytes: number): DataView {
    const reply = this.#socket.request('regionRead', this.#access(region, offset, lengthBytes))!;
    const from = reply.at + 16;
    return new DataView(reply.bytes.slice(from, from + reply.get(regionAccess.lengthBytes)).buffer);
  }

  write(region: number, offset: number, data: Uint8Array, isPosted = false): void {
    this.#socket.request('regionWrite', this.#access(region, offset, data.length), { data, isPosted });
  }

  /** A register; all ones where nobody is. */
  load(offset: number): number {
    if (this.#socket.isGone) return 0xffff_ffff;
    return this.read(bars.registers.index, offset, 4).getUint32(0, true);
  }

  /** Stores to a register, and everything that was put into the shadow before. The server has its turn at once. */
  store(offset: number, value: number): void {
    if (this.#socket.isGone) return;
    this.#flush();
    this.#wordView.setUint32(0, value, true);
    this.write(bars.registers.index, offset, this.#word, true);
    this.#wait();
  }

  /** Memory that reaches a region before the next store to a register does: write combining, as it were. */
  shadow(index: number, sizeBytes: number): Views {
    this.#shadow = { index, memory: ownMemory(sizeBytes), sent: new Uint32Array(sizeBytes / 4) };
    return this.#shadow.memory;
  }

  #flush(): void {
    if (this.#shadow === undefined) return;
    const { index, memory, sent } = this.#shadow;
    const { words, bytes } = memory;
    for (let word = 0; word < words.length; word += 2) {
      if (words[word] === sent[word] && words[word + 1] === sent[word + 1]) continue;
      sent[word] = words[word]!;
      sent[word + 1] = words[word + 1]!;
      this.write(index, word * 4, bytes.subarray(word * 4, word * 4 + 8), true);
    }
  }

  #access(region: number, offset: number, lengthBytes: number) {
    return [
      [regionAccess.offset, offset],
      [regionAccess.region, region],
      [regionAccess.lengthBytes, lengthBytes],
    ] as const;
  }
}
