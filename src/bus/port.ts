import type { Clock } from './clock.ts';
import type { GuestMemory, Views } from './memory.ts';

/**
 * Where device and driver meet. Neither knows who carries: one thread, two threads over shared memory, or vfio-user with a
 * virtual machine behind it.
 */

/** What a device is given. */
export interface DevicePort {
  readonly dma: GuestMemory;
  /** BAR2, written by the driver and read by the device; undefined for a device without LLQ. */
  readonly llq: Views | undefined;
  /** Other threads write the memory too: rings must be `ordered`. */
  readonly concurrent: boolean;
  readonly clock: Clock;
  /** Sends the message of an MSI-X vector. Never runs the driver's handler before it returns. */
  interrupt(vector: number): void;
}

/** What a device offers in return. Offsets are divisible by 4 and inside BAR0: the carrier has checked. */
export interface DeviceEnd {
  /** A plain load. Without side effects, so that tools may look. */
  read32(offset: number): number;
  /** A store of 32 bits, of a number that may be signed. */
  write32(offset: number, value: number): void;
  /** Reset of the function by PCI, and power-on: everything is forgotten, the reset handshake too. */
  powerOn(): void;
}

/** Makes a device at a port. */
export type AttachDevice = (port: DevicePort) => DeviceEnd;

/** Memory a driver got for DMA: `address` for the device, views with indices for the driver. Zeroed. */
export interface DmaBlock extends Views {
  readonly address: number;
  readonly sizeBytes: number;
  /** Index of the first byte in `bytes`. */
  readonly byte: number;
  /** Index of the first word in `words`. */
  readonly word: number;
  /** Gives it back. Twice is a programmer's error and throws. */
  free(): void;
}

/** What the bus says of the function before its driver looks at a register. */
export interface PciFunction {
  /** As `lspci -D` prints it. */
  readonly slot: string;
  readonly vendorId: number;
  readonly deviceId: number;
  readonly revision: number;
  /** Size of the MSI-X table. */
  readonly vectors: number;
  /** Where BAR0 lies in the guest, for the line that tells of it. */
  readonly registersAddress: number;
  readonly registersBytes: number;
}

/** What a driver is given. */
export interface DriverPort {
  readonly pci: PciFunction;
  /** BAR2; undefined where there is none. */
  readonly llq: Views | undefined;
  /** The device runs in another thread: rings must be `ordered`. */
  readonly concurrent: boolean;
  readonly clock: Clock;
  /** A plain load from BAR0; 0xffffffff outside of it. */
  read32(offset: number): number;
  /** A store of 32 bits to BAR0, of a number that may be signed; nothing outside of it. */
  write32(offset: number, value: number): void;
  /** Undefined when there is no memory left. Alignment is a power of two; that of a page unless told. */
  allocate(sizeBytes: number, alignment?: number): DmaBlock | undefined;
  /** Calls `ring` for each message of the vector from now on, outside of any call into the port. Unmasks it. */
  connect(vector: number, ring: () => void): void;
  /** No more calls; messages are dropped. */
  disconnect(vector: number): void;
  /** The mask bit of the vector's entry in the MSI-X table. A message meanwhile stays pending. */
  mask(vector: number): void;
  /** Fires at once when one is pending. */
  unmask(vector: number): void;
  /** The driver leaves: vectors disconnected, all blocks freed. The port is as new. */
  leave(): void;
}
