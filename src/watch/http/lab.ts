/** The lab as the page sees it. Whoever has a lab implements `LabDesk`; an agent has none. */

/** A fault on its switch. */
export interface FaultView {
  readonly name: string;
  /** What goes wrong, in one sentence. */
  readonly says: string;
  readonly strikes: string;
  /** `boot`: it is laid by starting the machine anew. */
  readonly when: 'boot' | 'running';
  /** How long it lies, unless lifted. */
  readonly durationMs: number;
}

/** A fault that lies. */
export interface LaidView {
  readonly name: string;
  readonly sinceMs: number;
  /** Absent: until it is lifted. */
  readonly untilMs?: number;
}

/** A register the driver touched. */
export interface RegisterView {
  readonly name: string;
  readonly offset: number;
  /** Number and what it says; absent where the device gave no answer. */
  readonly text?: string;
  readonly reads: number;
  readonly writes: number;
  readonly atMs: number;
  readonly doc: string;
}

/** A ring, by how far each side is. */
export interface RingView {
  readonly queue: number;
  readonly direction: 'tx' | 'rx';
  readonly depth: number;
  /** Entries that are the device's at present. */
  readonly held: number;
  /** Where the driver stands in the completions, counted from the start. */
  readonly completed: number;
  readonly isStopped: boolean;
}

/** Something that passed between driver and device. */
export interface TraceView {
  readonly atMs: number;
  readonly what: string;
  readonly isTrouble: boolean;
}

/** What moves within, at one moment. */
export interface LabView {
  /** By the machine's clock; milliseconds since 1970. */
  readonly atMs: number;
  readonly voice: string;
  readonly speed: number;
  readonly isUp: boolean;
  readonly laid: readonly LaidView[];
  readonly registers: readonly RegisterView[];
  readonly rings: readonly RingView[];
  /** Newest last. */
  readonly trace: readonly TraceView[];
}

/** What a click orders. */
export type LabOrder =
  | { readonly order: 'lay' | 'lift'; readonly fault: string }
  | { readonly order: 'speed'; readonly speed: number }
  | { readonly order: 'restart' };

/** The lab behind the page. */
export interface LabDesk {
  readonly faults: readonly FaultView[];
  view(): LabView;
  /** Says in a sentence why not, where it cannot be done. */
  obey(order: LabOrder): string | undefined;
}
