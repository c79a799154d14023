import type { Fault } from '../faults/fault.ts';
import { MachineProblem } from '../vm/problems.ts';
import type { Voice } from '../voices.ts';
import { Guest, type GuestParts } from './guest.ts';
import { type VmDrill, vmDrill, whyNot } from './vmDrill.ts';

/** A kernel to run drills on, and how its driver ought to speak. */
export interface DrilledKernel {
  readonly voice: Voice;
  readonly parts: GuestParts;
}

/** What became of one fault on one kernel: a drill, why there was none, or why it did not come to its end. */
export type Entry = { readonly fault: Fault; readonly voice: Voice } & (
  | { readonly kind: 'drilled'; readonly drill: VmDrill }
  | { readonly kind: 'skipped' | 'failed'; readonly why: string }
);

/** Faults that one machine can suffer, one after the other. */
interface Batch {
  readonly kernel: DrilledKernel;
  readonly faults: readonly Fault[];
}

/** More would leave the last machine at work alone for long. */
const longestBatch = 16;

/** Faults of one machine have the same adapter. */
const batchesOf = (kernel: DrilledKernel, faults: readonly Fault[]): Batch[] => {
  const byDevice = Map.groupBy(faults, ({ device }) => JSON.stringify(device ?? {}));
  return [...byDevice.values()].flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / longestBatch) }, (_, i) => ({
      kernel,
      faults: alike.slice(i * longestBatch, (i + 1) * longestBatch),
    })),
  );
};

/**
 * One fault on a machine. It is kept for the next where the adapter works and the driver can be taken out: a reset that was
 * never ended stands in the way of the next driver too.
 */
const runOne = async (fault: Fault, { voice, parts }: DrilledKernel, kept: Guest | undefined) => {
  let guest = kept;
  let isKept = false;
  try {
    guest ??= await Guest.boot(parts, fault.device);
    const drill = await vmDrill(guest, fault, voice);
    isKept = drill.outcome !== 'lost' && (await guest.clear());
    const entry: Entry = { kind: 'drilled', fault, voice, drill };
    return { entry, guest: isKept ? guest : undefined };
  } catch (error) {
    if (!(error instanceof MachineProblem)) throw error;
    const entry: Entry = { kind: 'failed', fault, voice, why: error.message };
    return { entry, guest: undefined };
  } finally {
    if (!isKept) await guest?.close();
  }
};

const runBatch = async ({ kernel, faults }: Batch, tell: (entry: Entry) => void): Promise<void> => {
  let guest: Guest | undefined;
  try {
    for (const fault of faults) {
      const done = await runOne(fault, kernel, guest);
      guest = done.guest;
      tell(done.entry);
    }
  } finally {
    await guest?.close();
  }
};

/**
 * All faults on all kernels, on so many machines at a time.
 *
 * @param tell told each entry as soon as it is there
 */
export const runMatrix = async (
  kernels: readonly DrilledKernel[],
  faults: readonly Fault[],
  { machines, tell }: { readonly machines: number; readonly tell: (entry: Entry) => void },
): Promise<void> => {
  for (const fault of faults) {
    const why = whyNot(fault);
    if (why !== undefined) for (const { voice } of kernels) tell({ kind: 'skipped', fault, voice, why });
  }
  const possible = faults.filter((fault) => whyNot(fault) === undefined);
  const batches = kernels.flatMap((kernel) => batchesOf(kernel, possible));
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) await runBatch(batch, tell);
  };
  await Promise.all(Array.from({ length: machines }, work));
};
