import { presets } from '../../device/presets.ts';
import type { Fault } from '../faults/fault.ts';
import { ConsoleRecord } from '../vm/consoleRecord.ts';
import { MachineProblem } from '../vm/problems.ts';
import type { Voice } from '../voices.ts';
import { Guest, type GuestParts } from './guest.ts';
import { type VmDrill, vmDrill, whyNot } from './vmDrill.ts';

/** A kernel to run drills on, and how its driver ought to speak. */
export interface DrilledKernel {
  readonly voice: Voice;
  readonly parts: GuestParts;
}

/**
 * What became of one fault on one kernel: a drill, why there was none, or why it did not come to its end, with what the
 * kernel printed until then.
 */
export type Entry = { readonly fault: Fault; readonly voice: Voice } & (
  | { readonly kind: 'drilled'; readonly drill: VmDrill }
  | { readonly kind: 'failed'; readonly why: string; readonly console: string }
  | { readonly kind: 'skipped'; readonly why: string }
);

/** Whether it ended as the catalogue says, or was not to be. */
export const isAsItShould = (entry: Entry): boolean =>
  entry.kind === 'skipped' || (entry.kind === 'drilled' && entry.drill.differences.length === 0);

/** What runs one cell; tests hand in others. */
export interface Hands {
  readonly boot: typeof Guest.boot;
  readonly drill: typeof vmDrill;
}

const ownHands: Hands = { boot: (...args) => Guest.boot(...args), drill: vmDrill };

export interface MatrixOptions {
  /** Machines at a time. */
  readonly machines: number;
  /** Told each entry as soon as it is there; waited for. */
  readonly tell: (entry: Entry) => Promise<void> | void;
  /** Whether a cell is to be run; all are where absent. */
  readonly isWanted?: (fault: Fault, kernel: DrilledKernel) => boolean;
  /** Pulls the plug of all machines. What they were at is not told. */
  readonly signal?: AbortSignal;
  readonly hands?: Hands;
}

interface Cell {
  readonly fault: Fault;
  readonly kernel: DrilledKernel;
}

/** A machine, and what it can be used for again. */
interface Kept {
  readonly guest: Guest;
  readonly kernel: DrilledKernel;
  readonly device: string;
}

/** Faults of the same adapter can be suffered by one machine, one after the other. */
const deviceOf = ({ device }: Fault): string => JSON.stringify({ ...presets.nitro, ...device });

/** Faults of many kinds last: whoever looks early, or has time for some only, sees most of the catalogue. */
const byVariety = (faults: readonly Fault[]): readonly Fault[] => {
  const families = Map.groupBy(faults, ({ name }) => name.split(':')[0]);
  return [...families.values()].sort((one, other) => one.length - other.length).flat();
};

/** Takes the cell that is nearest to what a machine is: one it can run as it is, or one of its kernel. */
const takeNearest = (cells: Cell[], kernel: DrilledKernel, device: string | undefined): Cell | undefined => {
  const nearness = (cell: Cell) => (cell.kernel !== kernel ? 0 : deviceOf(cell.fault) !== device ? 1 : 2);
  const nearest = Math.max(...cells.map(nearness));
  const [taken] = cells.splice(
    cells.findIndex((cell) => nearness(cell) === nearest),
    1,
  );
  return taken;
};

const canBeCleared = (guest: Guest): Promise<boolean> =>
  guest.clear().catch((error: unknown) => {
    if (error instanceof MachineProblem) return false;
    throw error;
  });

/** What is told of one run of a matrix, and all machines it has. */
class Run {
  readonly #options: MatrixOptions;
  readonly #hands: Hands;
  readonly #guests = new Set<Guest>();
  /** Cells that did not end as they should. */
  readonly unmet: Cell[] = [];

  constructor(options: MatrixOptions) {
    this.#options = options;
    this.#hands = options.hands ?? ownHands;
  }

  get isEnded(): boolean {
    return this.#options.signal?.aborted === true;
  }

  async close(guest: Guest): Promise<void> {
    this.#guests.delete(guest);
    await guest.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#guests].map((guest) => this.close(guest)));
  }

  /**
   * One cell, on a machine there is or on a new one. The machine is kept for the next where the adapter works and the driver
   * can be taken out: a reset that was never ended stands in the way of the next driver too.
   */
  async cell({ fault, kernel }: Cell, kept?: Guest): Promise<Guest | undefined> {
    const { voice, parts } = kernel;
    const console = new ConsoleRecord();
    const onConsole = (bytes: Uint8Array) => console.append(bytes);
    let guest = kept;
    let isKept = false;
    try {
      guest ??= await this.#hands.boot(parts, fault.device, { onConsole, ...this.#signal });
      this.#guests.add(guest);
      const drill = await this.#hands.drill(guest, fault, voice);
      await this.#tell({ kind: 'drilled', fault, voice, drill }, kernel);
      isKept = drill.outcome !== 'lost' && (await canBeCleared(guest));
    } catch (error) {
      if (!(error instanceof MachineProblem)) throw error;
      const said = guest?.console ?? console.text;
      await this.#tell({ kind: 'failed', fault, voice, why: error.message, console: said }, kernel);
    } finally {
      if (guest !== undefined && !isKept) await this.close(guest);
    }
    return isKept ? guest : undefined;
  }

  get #signal(): { readonly signal?: AbortSignal } {
    const { signal } = this.#options;
    return signal === undefined ? {} : { signal };
  }

  async #tell(entry: Entry, kernel: DrilledKernel): Promise<void> {
    if (this.isEnded) return;
    if (!isAsItShould(entry)) this.unmet.push({ fault: entry.fault, kernel });
    await this.#options.tell(entry);
  }
}

/** One machine's work, until nothing is left; it begins with a kernel. */
const work = async (run: Run, cells: Cell[], first: DrilledKernel): Promise<void> => {
  let kept: Kept | undefined;
  let kernel = first;
  while (!run.isEnded) {
    const cell = takeNearest(cells, kernel, kept?.device);
    if (cell === undefined) break;
    ({ kernel } = cell);
    const device = deviceOf(cell.fault);
    const fits = kept?.kernel === kernel && kept.device === device;
    if (kept !== undefined && !fits) await run.close(kept.guest);
    const guest: Guest | undefined = await run.cell(cell, fits ? kept?.guest : undefined);
    kept = guest && { guest, kernel, device };
  }
  if (kept !== undefined) await run.close(kept.guest);
};

/**
 * All faults on all kernels, on so many machines at a time. What does not end as it should is run once more when all else is
 * done, on a machine of its own, and with no other at work.
 */
export const runMatrix = async (
  kernels: readonly DrilledKernel[],
  faults: readonly Fault[],
  options: MatrixOptions,
): Promise<void> => {
  const { machines, tell, isWanted = () => true, signal } = options;
  const impossible = faults.filter((fault) => whyNot(fault) !== undefined);
  for (const fault of impossible)
    for (const { voice } of kernels) await tell({ kind: 'skipped', fault, voice, why: whyNot(fault)! });
  const possible = faults.filter((fault) => !impossible.includes(fault));
  const cells = byVariety(possible).flatMap((fault) => kernels.map((kernel) => ({ fault, kernel })));
  const wanted = cells.filter(({ fault, kernel }) => isWanted(fault, kernel));
  const run = new Run(options);
  const all = async (): Promise<void> => {
    const workers = Array.from({ length: machines }, (_, i) => work(run, wanted, kernels[i % kernels.length]!));
    await Promise.all(workers);
    for (const cell of run.unmet.splice(0)) {
      if (run.isEnded) return;
      const guest = await run.cell(cell);
      if (guest !== undefined) await run.close(guest);
    }
  };
  // Nobody rings the alarms of an adapter that is gone: whoever waits for one is not waited for.
  const ended = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
  await Promise.race([all(), ended]);
  await run.closeAll();
};
