import { createEvent, takeEvent } from '../../../native/eventDescriptor.ts';
import { MappedMemory } from '../../../native/mappedMemory.ts';
import { createMemoryFile } from '../../../native/memoryFile.ts';
import type { SystemCalls } from '../../../native/systemCalls.ts';
import { bars } from '../../../spec/wire/pci.ts';
import { Allocator } from '../../allocator.ts';
import type { Clock } from '../../clock.ts';
import { ownMemory, type Views } from '../../memory.ts';
import type { DmaBlock, DriverPort, PciFunction } from '../../port.ts';
import { Vectors } from '../../vectors.ts';
import type { Message } from '../message.ts';
import {
  commands,
  dmaAccess,
  dmaMap,
  dmaMapFlags,
  dmaUnmap,
  dmaUnmapFlags,
  interruptActions,
  interruptData,
  interrupts,
  setInterrupts,
} from '../protocol.ts';
import { ClientRegions } from './clientRegions.ts';
import { ClientSocket } from './clientSocket.ts';
import { discover, greet } from './discovery.ts';

/** How a machine connects to a device. */
export interface ClientMachineOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Lets the server work, and returns: one turn of it in this thread, or a short sleep. */
  readonly wait: () => void;
  /** A power of two. */
  readonly memoryBytes?: number;
  readonly memoryAddress?: number;
  /** False: the device reaches memory by messages only. */
  readonly isShared?: boolean;
  /** Minor version to be spoken: 0 as QEMU, or 1. */
  readonly minor?: number;
}

const pageBytes = 4096;
/** A machine without an emulator: memory, interrupts and a PCI function, at the other end of a real socket. */
export class ClientMachine {
  readonly socket: ClientSocket;
  readonly driver: DriverPort;
  readonly memory: Views;
  readonly regions: ClientRegions;
  readonly #calls: SystemCalls;
  readonly #base: number;
  readonly #allocator: Allocator;
  readonly #vectors: Vectors;
  /** Event counters by vector. */
  readonly #events = new Map<number, number>();
  readonly #mapping: MappedMemory | undefined;

  /** Greets, and shares its memory. Throws where the server does not do as it must. */
  constructor(calls: SystemCalls, options: ClientMachineOptions) {
    const { path, clock, wait, memoryBytes = 2 ** 20, memoryAddress = 2 ** 32, isShared = true, minor = 0 } = options;
    this.#calls = calls;
    this.#base = memoryAddress;
    this.#allocator = new Allocator(memoryAddress, memoryBytes);
    this.socket = new ClientSocket(calls, path, wait);
    this.socket.answer = (message) => this.#answer(message);
    this.regions = new ClientRegions(this.socket, wait);
    greet(this.socket, minor);
    const descriptor = isShared ? createMemoryFile(calls, 'guest', memoryBytes) : undefined;
    this.#mapping =
      descriptor === undefined ? undefined : new MappedMemory(calls, { descriptor, offset: 0, sizeBytes: memoryBytes });
    const buffer = this.#mapping?.pieces[0]?.buffer;
    this.memory =
      buffer === undefined ? ownMemory(memoryBytes) : { words: new Uint32Array(buffer), bytes: new Uint8Array(buffer) };
    this.share(memoryAddress, memoryBytes, descriptor);
    if (descriptor !== undefined) calls.close(descriptor);
    const { pci, llqBytes } = discover(this.socket, this.regions);
    this.#vectors = new Vectors(pci.vectors);
    this.driver = this.#port(pci, clock, llqBytes);
  }

  /** Allows the device a run of addresses. */
  share(address: number, sizeBytes: number, descriptor?: number): void {
    const puts = [
      [dmaMap.argumentBytes, 32],
      [dmaMap.flags, dmaMapFlags.read | dmaMapFlags.write],
      [dmaMap.address, address],
      [dmaMap.sizeBytes, sizeBytes],
    ] as const;
    this.socket.request('dmaMap', puts, { descriptors: descriptor === undefined ? [] : [descriptor] });
  }

  /** Allows it nothing any more. */
  unshareAll(): void {
    this.socket.request('dmaUnmap', [
      [dmaUnmap.argumentBytes, 24],
      [dmaUnmap.flags, dmaUnmapFlags.all],
    ]);
  }

  /** Resets the function. */
  reset(): void {
    this.socket.request('reset', []);
  }

  /** Runs the handlers of interrupts that came. Says how many ran. */
  deliverInterrupts(limit = 10_000): number {
    this.socket.pump();
    for (const [vector, event] of this.#events) if (takeEvent(this.#calls, event)) this.#vectors.send(vector);
    return this.#vectors.deliver(limit);
  }

  /** Bytes the driver holds. */
  get usedBytes(): number {
    return this.#allocator.usedBytes;
  }

  /** Goes away without a word. */
  close(): void {
    this.socket.close();
    for (const event of this.#events.values()) this.#calls.close(event);
    this.#events.clear();
    this.#mapping?.unmap();
  }

  /** Tells the device where a vector is to be told, or nowhere. */
  setEvent(vector: number, event: number | undefined): void {
    const puts = [
      [setInterrupts.argumentBytes, 20],
      [setInterrupts.flags, interruptData.event | interruptActions.trigger],
      [setInterrupts.index, interrupts.msix],
      [setInterrupts.start, vector],
      [setInterrupts.count, 1],
    ] as const;
    this.socket.request('setInterrupts', puts, { descriptors: event === undefined ? [] : [event] });
  }

  #connect(vector: number, ring: () => void): void {
    this.#vectors.connect(vector, ring);
    const event = createEvent(this.#calls);
    this.#events.set(vector, event);
    this.setEvent(vector, event);
  }

  #disconnect(vector: number): void {
    this.#vectors.disconnect(vector);
    const event = this.#events.get(vector);
    if (event === undefined) return;
    this.#events.delete(vector);
    if (!this.socket.isGone) this.setEvent(vector, undefined);
    this.#calls.close(event);
  }

  #port(pci: PciFunction, clock: Clock, llqBytes: number): DriverPort {
    const llq = llqBytes > 0 ? this.regions.shadow(bars.llq.index, llqBytes) : undefined;
    const isInside = (offset: number) => offset >= 0 && offset < pci.registersBytes && offset % 4 === 0;
    return {
      pci,
      llq,
      concurrent: true,
      clock,
      read32: (offset) => (isInside(offset) ? this.regions.load(offset) : 0xffff_ffff),
      write32: (offset, value) => {
        if (isInside(offset)) this.regions.store(offset, value);
      },
      allocate: (sizeBytes, alignment = pageBytes) => this.#allocate(sizeBytes, alignment),
      connect: (vector, ring) => this.#connect(vector, ring),
      disconnect: (vector) => this.#disconnect(vector),
      mask: (vector) => this.#vectors.mask(vector),
      unmask: (vector) => this.#vectors.unmask(vector),
      leave: () => {
        for (const vector of [...this.#events.keys()]) this.#disconnect(vector);
        for (const { address } of this.#allocator.runs) this.#allocator.free(address);
      },
    };
  }

  #allocate(sizeBytes: number, alignment: number): DmaBlock | undefined {
    const address = this.#allocator.allocate(sizeBytes, alignment);
    if (address === undefined) return undefined;
    const byte = address - this.#base;
    const { words, bytes } = this.memory;
    bytes.fill(0, byte, byte + sizeBytes);
    return { words, bytes, address, sizeBytes, byte, word: byte / 4, free: () => void this.#allocator.free(address) };
  }

  /** The server reads or writes our memory by message. */
  #answer(message: Message): void {
    const at = message.get(dmaAccess.address) - this.#base;
    const lengthBytes = message.get(dmaAccess.lengthBytes);
    const { fixedBytes } = commands.dmaRead;
    if (message.command === commands.dmaRead.code) {
      const payload = new Uint8Array(fixedBytes + lengthBytes);
      payload.set(message.bytes.subarray(message.at, message.at + fixedBytes));
      payload.set(this.memory.bytes.subarray(at, at + lengthBytes), fixedBytes);
      this.socket.reply(message, payload);
    } else {
      const from = message.at + fixedBytes;
      this.memory.bytes.set(message.bytes.subarray(from, from + lengthBytes), at);
      this.socket.reply(message, new Uint8Array(0));
    }
  }
}
