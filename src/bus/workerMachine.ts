import { bars, identities, msix, vendorId } from '../spec/wire/pci.ts';
import type { PciFunction } from './port.ts';
import { Mailbox } from './workerMailbox.ts';

/**
 * The machine around an adapter whose device runs in one thread and whose driver in another: nothing but memory that both
 * have. May be posted to a thread as it is.
 */
export interface WorkerMachine {
  readonly memory: SharedArrayBuffer;
  /** Where guest memory begins on the bus. */
  readonly memoryAddress: number;
  /** BAR2; undefined for a device without. */
  readonly llq: SharedArrayBuffer | undefined;
  /** A `Mailbox`. */
  readonly mailbox: SharedArrayBuffer;
  readonly pci: PciFunction;
}

/** All have a default. */
export interface WorkerMachineOptions {
  /** A power of two. */
  readonly memoryBytes?: number;
  /** Divisible by the memory's size, and never 0. */
  readonly memoryAddress?: number;
  readonly llqBytes?: number;
  /** Stores to registers that may be under way: a power of two. A driver that sends more waits for the device. */
  readonly storeEntries?: number;
  readonly pci?: Partial<PciFunction>;
}

const defaultPci: PciFunction = {
  slot: '0000:00:05.0',
  vendorId,
  deviceId: identities.virtual.deviceId,
  revision: 0,
  vectors: msix.vectors,
  registersAddress: 0xfebf_4000,
  registersBytes: bars.registers.sizeBytes,
};

/** Makes the memory. `WorkerDevice` and `WorkerDriver` attach to it, each in its thread, in any order. */
export const createWorkerMachine = (options: WorkerMachineOptions = {}): WorkerMachine => {
  const {
    memoryBytes = 2 ** 26,
    memoryAddress = 2 ** 32,
    llqBytes = bars.llq.sizeBytes,
    storeEntries = 1024,
  } = options;
  if (memoryAddress <= 0) throw new RangeError('guest memory must not begin at 0');
  const pci = { ...defaultPci, ...options.pci };
  return {
    memory: new SharedArrayBuffer(memoryBytes),
    memoryAddress,
    llq: llqBytes > 0 ? new SharedArrayBuffer(llqBytes) : undefined,
    mailbox: Mailbox.memory(storeEntries, pci.vectors),
    pci,
  };
};
