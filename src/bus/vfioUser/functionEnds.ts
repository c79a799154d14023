import { constants } from 'node:os';
import { adoptEvent, signalEvent } from '../../native/eventDescriptor.ts';
import { MappedMemory, pieceBytes } from '../../native/mappedMemory.ts';
import { SystemCallFailed, type SystemCalls } from '../../native/systemCalls.ts';
import { bars } from '../../spec/wire/pci.ts';
import type { Clock } from '../clock.ts';
import type { AttachDevice, DeviceEnd, PciFunction } from '../port.ts';
import { ClientMemory, type DmaMessages } from './clientMemory.ts';
import { configRows } from './configLayout.ts';
import { ConfigSpace } from './configSpace.ts';
import type { ClientNote, Ends } from './ends.ts';
import { MemoryRegion } from './memoryRegion.ts';
import { regions } from './protocol.ts';
import type { Region } from './region.ts';
import { RegisterRegion } from './registerRegion.ts';
import { VectorRegion } from './vectorRegion.ts';
import { VectorSignals } from './vectorSignals.ts';

/** What a function is made of. */
export interface FunctionParts {
  readonly calls: SystemCalls;
  readonly attach: AttachDevice;
  readonly clock: Clock;
  readonly pci: PciFunction;
  /** Size of BAR2; 0 for a device without. */
  readonly llqBytes: number;
  readonly messages: DmaMessages;
  readonly note: (note: ClientNote) => void;
}

/** A PCI function with a device in it, as clients find it one after another. */
export class FunctionEnds implements Ends {
  readonly signals: VectorSignals;
  readonly memory: ClientMemory;
  readonly regions: readonly (Region | undefined)[];
  readonly note: (note: ClientNote) => void;
  readonly #calls: SystemCalls;
  readonly #device: DeviceEnd;
  readonly #config: ConfigSpace;
  readonly #vectors: VectorRegion;
  #toldOfLoss = false;

  constructor({ calls, attach, clock, pci, llqBytes, messages, note }: FunctionParts) {
    this.#calls = calls;
    this.note = note;
    this.signals = new VectorSignals(pci.vectors, {
      adopt: (descriptor) => adoptEvent(calls, descriptor),
      signal: (descriptor) => signalEvent(calls, descriptor),
      close: (descriptor) => this.closeDescriptor(descriptor),
    });
    this.memory = new ClientMemory(messages);
    const llq = llqBytes > 0 ? new MemoryRegion(llqBytes) : undefined;
    this.#device = attach({
      dma: this.memory,
      llq: llq?.memory,
      // Processors of another process write the memory while we do.
      concurrent: true,
      clock,
      interrupt: (vector) => this.#interrupt(vector),
    });
    this.#config = new ConfigSpace(configRows(pci, llqBytes), () => this.reset());
    this.#vectors = new VectorRegion(this.signals, bars.vectors.sizeBytes);
    const found: (Region | undefined)[] = [];
    found[bars.registers.index] = new RegisterRegion(this.#device, pci.registersBytes);
    found[bars.vectors.index] = this.#vectors;
    found[bars.llq.index] = llq;
    found[regions.config] = this.#config;
    this.regions = found;
    this.#device.powerOn();
  }

  share(descriptor: number, offset: number, sizeBytes: number, address: number): MappedMemory | number {
    try {
      // Pieces end where the guest's own memory has its large borders, which no buffer of it crosses.
      return new MappedMemory(this.#calls, { descriptor, offset, sizeBytes, phaseBytes: address % pieceBytes });
    } catch (error) {
      if (error instanceof SystemCallFailed) return error.errno || constants.errno.EINVAL;
      throw error;
    }
  }

  closeDescriptor(descriptor: number): void {
    this.#calls.close(descriptor);
  }

  reset(): void {
    this.#config.forget();
    this.#vectors.forget();
    this.signals.forget();
    this.#toldOfLoss = false;
    this.#device.powerOn();
    this.note({ kind: 'reset' });
  }

  /** What becomes of an interrupt is the machine's to say. One that drops it says nothing, and its driver waits. */
  #interrupt(vector: number): void {
    if (!this.#toldOfLoss && !this.#config.isBusMaster && this.signals.isHeard(vector)) {
      this.#toldOfLoss = true;
      this.note({ kind: 'interrupt-lost', vector });
    }
    this.signals.interrupt(vector);
  }

  /** The client is gone, and what was its goes too; the device stays as it is. */
  part(): void {
    this.memory.remove(0, 2 ** 48);
    this.signals.disconnect();
  }
}
