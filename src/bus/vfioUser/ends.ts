import type { ClientMemory, SharedMemory } from './clientMemory.ts';
import type { Region } from './region.ts';
import type { VectorSignals } from './vectorSignals.ts';

/** What a client may be told and why; for whoever runs the device. */
export type ClientNote =
  | { readonly kind: 'version'; readonly major: number; readonly minor: number; readonly capabilities: string }
  /** Memory that came without a descriptor, or may not be both read and written: rings cannot lie there. */
  | { readonly kind: 'memory-by-messages'; readonly address: number; readonly sizeBytes: number }
  | { readonly kind: 'refused'; readonly command: number; readonly errno: number }
  /** The machine has not made the function a bus master, and so gets no interrupt; told once. */
  | { readonly kind: 'interrupt-lost'; readonly vector: number }
  | { readonly kind: 'reset' };

/** What the commands of a client act on. */
export interface Ends {
  readonly regions: readonly (Region | undefined)[];
  readonly signals: VectorSignals;
  readonly memory: ClientMemory;
  /** Maps a part of a file. An errno where that cannot be. The descriptor stays the caller's. */
  share(descriptor: number, offset: number, sizeBytes: number, address: number): SharedMemory | number;
  closeDescriptor(descriptor: number): void;
  /** Resets the function. */
  reset(): void;
  note(note: ClientNote): void;
}
