import { type GuestMemory, ownMemory, type Views } from '../../bus/memory.ts';
import { adminEntryBytes, request } from '../../spec/wire/admin/entries.ts';
import { get, getWide } from '../../spec/wire/field.ts';

/** An admin command under way: what the guest wrote, copied so that it cannot change, and what it will be answered. */
export class Call {
  readonly request: Uint32Array;
  readonly response: Uint32Array = new Uint32Array(adminEntryBytes / 4);
  readonly #memory: GuestMemory;
  readonly #request: Views = ownMemory(adminEntryBytes);
  extendedStatus = 0;

  constructor(memory: GuestMemory) {
    this.#memory = memory;
    this.request = this.#request.words;
  }

  /** Takes the command that stands at word `at`. */
  begin(words: Uint32Array, at: number): void {
    for (let i = 0; i < this.request.length; i++) this.request[i] = words[at + i]!;
    this.response.fill(0);
    this.extendedStatus = 0;
  }

  /** Bytes of the buffer the command came with; 0: it came without. */
  get bufferBytes(): number {
    return get(this.request, 0, request.fields.controlLength);
  }

  /** Copies the beginning of the buffer; false where it is shorter or not in memory. */
  readBuffer(target: Views, lengthBytes: number): boolean {
    return this.bufferBytes >= lengthBytes && this.#memory.read(this.#bufferAddress, lengthBytes, target, 0);
  }

  /** Writes the beginning of the buffer; false where it is shorter or not in memory. */
  writeBuffer(source: Views, lengthBytes: number): boolean {
    return this.bufferBytes >= lengthBytes && this.#memory.write(this.#bufferAddress, lengthBytes, source, 0);
  }

  // The flags that announce a buffer are not looked at: customer metrics bring one with neither of them set.
  get #bufferAddress(): number {
    return getWide(this.request, 0, request.fields.controlAddress);
  }
}
