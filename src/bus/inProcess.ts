import { bars, identities, msix, vendorId } from '../spec/wire/pci.ts';
import { unanswered } from '../spec/wire/registers.ts';
import { Allocator } from './allocator.ts';
import type { Clock } from './clock.ts';
import { ownMemory, type Views } from './memory.ts';
import type { AttachDevice, DeviceEnd, DevicePort, DmaBlock, DriverPort, PciFunction } from './port.ts';
import { Vectors } from './vectors.ts';
import { WindowedMemory } from './windows.ts';

/** How the machine around the adapter is. All but the clock have a default. */
export interface InProcessOptions {
  readonly clock: Clock;
  /** A power of two. */
  readonly memoryBytes?: number;
  /** Where guest memory begins on the bus; never 0, so that an address of 0 is an error. */
  readonly memoryAddress?: number;
  /** Size of BAR2; 0 for a device without. */
  readonly llqBytes?: number;
  readonly pci?: Partial<PciFunction>;
  /** Fills freed memory with `poison`, so that tests see who uses it still. */
  readonly poisonFreed?: boolean;
}

/** What freed memory reads like in a test. */
export const poison = 0xdb;

const pageBytes = 4096;

const defaultPci: PciFunction = {
  slot: '0000:00:05.0',
  vendorId,
  deviceId: identities.virtual.deviceId,
  revision: 0,
  vectors: msix.vectors,
  registersAddress: 0xfebf_4000,
  registersBytes: bars.registers.sizeBytes,
};

/** Device and driver in one thread: stores to BAR0 reach the device at once, its interrupts when the host delivers them. */
export class InProcessBus {
  readonly memory: Views;
  readonly clock: Clock;
  /** The driver's end. */
  readonly driver: DriverPort;
  readonly #allocator: Allocator;
  readonly #vectors: Vectors;
  readonly #dma = new WindowedMemory();
  readonly #base: number;
  readonly #poisonFreed: boolean;
  readonly #device: DeviceEnd;

  constructor(attach: AttachDevice, options: InProcessOptions) {
    const { clock, memoryBytes = 2 ** 26, memoryAddress = 2 ** 32, llqBytes = bars.llq.sizeBytes } = options;
    if (memoryAddress <= 0) throw new RangeError('guest memory must not begin at 0');
    const pci = { ...defaultPci, ...options.pci };
    this.clock = clock;
    this.memory = ownMemory(memoryBytes);
    this.#base = memoryAddress;
    this.#poisonFreed = options.poisonFreed ?? false;
    this.#allocator = new Allocator(memoryAddress, memoryBytes);
    this.#vectors = new Vectors(pci.vectors);
    this.#dma.map({ address: memoryAddress, ...this.memory });
    const llq = llqBytes > 0 ? ownMemory(llqBytes) : undefined;
    const interrupt = (vector: number) => this.#vectors.send(vector);
    const port: DevicePort = { dma: this.#dma, llq, concurrent: false, clock, interrupt };
    this.#device = attach(port);
    this.#device.powerOn();
    this.driver = this.#driverPort(pci, llq);
  }

  /** Runs the handlers of waiting interrupts, outside of any doorbell. Says how many ran; `limit` ends a storm. */
  deliverInterrupts(limit = 10_000): number {
    return this.#vectors.deliver(limit);
  }

  /** Interrupts sent and not yet delivered. */
  get waitingInterrupts(): number {
    return this.#vectors.waiting;
  }

  /** Interrupts nobody listened to. */
  get droppedInterrupts(): number {
    return this.#vectors.dropped;
  }

  /** Bytes the driver holds: 0 after it left without leaks. */
  get usedBytes(): number {
    return this.#allocator.usedBytes;
  }

  /** Resets the function, as a host does by PCI. */
  resetFunction(): void {
    this.#device.powerOn();
  }

  #driverPort(pci: PciFunction, llq: Views | undefined): DriverPort {
    const device = this.#device;
    const vectors = this.#vectors;
    const isInside = (offset: number) => offset >= 0 && offset < pci.registersBytes && offset % 4 === 0;
    return {
      pci,
      llq,
      concurrent: false,
      clock: this.clock,
      read32: (offset) => (isInside(offset) ? device.read32(offset) >>> 0 : unanswered),
      write32: (offset, value) => {
        if (isInside(offset)) device.write32(offset, value);
      },
      allocate: (sizeBytes, alignment = pageBytes) => this.#allocate(sizeBytes, alignment),
      connect: (vector, ring) => vectors.connect(vector, ring),
      disconnect: (vector) => vectors.disconnect(vector),
      mask: (vector) => vectors.mask(vector),
      unmask: (vector) => vectors.unmask(vector),
      leave: () => {
        vectors.disconnectAll();
        for (const { address } of this.#allocator.runs) this.#free(address);
      },
    };
  }

  #allocate(sizeBytes: number, alignment: number): DmaBlock | undefined {
    const address = this.#allocator.allocate(sizeBytes, alignment);
    if (address === undefined) return undefined;
    const byte = (address - this.#base) >>> 0;
    const { words, bytes } = this.memory;
    bytes.fill(0, byte, byte + sizeBytes);
    return { words, bytes, address, sizeBytes, byte, word: byte >>> 2, free: () => this.#free(address) };
  }

  #free(address: number): void {
    const { sizeBytes } = this.#allocator.free(address);
    const byte = address - this.#base;
    if (this.#poisonFreed) this.memory.bytes.fill(poison, byte, byte + sizeBytes);
  }
}
