import { ownMemory } from '../../memory.ts';
import type { PciFunction } from '../../port.ts';
import { ClientMemory } from '../clientMemory.ts';
import { configRows } from '../configLayout.ts';
import { ConfigSpace } from '../configSpace.ts';
import type { Ends } from '../ends.ts';
import { MemoryRegion } from '../memoryRegion.ts';
import { RegisterRegion } from '../registerRegion.ts';
import { VectorRegion } from '../vectorRegion.ts';
import { VectorSignals } from '../vectorSignals.ts';

export const fakePci: PciFunction = {
  slot: '0000:00:05.0',
  vendorId: 0x1d0f,
  deviceId: 0xec20,
  revision: 0,
  vectors: 9,
  registersAddress: 0,
  registersBytes: 0x4000,
};

/** Ends without a kernel: descriptors are numbers, the odd ones of which are event counters and memory files. */
export class FakeEnds implements Ends {
  /** Descriptors that are open. Whoever sends one puts it here. */
  readonly open = new Set<number>();
  readonly signalled: number[] = [];
  readonly notes: unknown[] = [];
  /** Registers that were written, in order. */
  readonly written: [offset: number, value: number][] = [];
  resets = 0;
  mappings = 0;
  readonly signals = new VectorSignals(fakePci.vectors, {
    adopt: (descriptor) => descriptor % 2 === 1,
    signal: (descriptor) => void this.signalled.push(descriptor),
    close: (descriptor) => this.closeDescriptor(descriptor),
  });
  readonly memory = new ClientMemory({ read: () => false, write: () => false });
  readonly config = new ConfigSpace(configRows(fakePci, 4096), () => this.reset());
  readonly regions = [
    new RegisterRegion(
      {
        read32: (offset) => offset,
        write32: (offset, value) => void this.written.push([offset, value]),
        powerOn: () => {},
      },
      fakePci.registersBytes,
    ),
    new VectorRegion(this.signals, 0x2000),
    new MemoryRegion(4096),
    undefined,
    undefined,
    undefined,
    undefined,
    this.config,
  ] as const;

  share(descriptor: number, _offset: number, sizeBytes: number) {
    if (descriptor % 2 === 0) return 22;
    this.mappings++;
    const buffer = ownMemory(Math.min(sizeBytes, 2 ** 16)).words.buffer as ArrayBuffer;
    return { pieces: [{ offset: 0, buffer }], unmap: () => void this.mappings-- };
  }

  closeDescriptor(descriptor: number): void {
    if (!this.open.delete(descriptor)) throw new Error(`descriptor ${descriptor} was closed twice`);
  }

  reset(): void {
    this.resets++;
  }

  note(note: unknown): void {
    this.notes.push(note);
  }
}
