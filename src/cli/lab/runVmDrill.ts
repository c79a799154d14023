import { drill } from '../../lab/drill.ts';
import type { Fault } from '../../lab/faults/fault.ts';
import { faults, none } from '../../lab/faults/index.ts';
import { cacheFolder, openCache } from '../../lab/vm/cache.ts';
import { type Kernel, namedKernel } from '../../lab/vm/kernel.ts';
import { findKernel } from '../../lab/vm/kernels.ts';
import { findQemu } from '../../lab/vm/qemu.ts';
import { tryAccelerators } from '../../lab/vm/trial.ts';
import { compare } from '../../lab/vmDrill/likeness.ts';
import { type DrilledKernel, type Entry, isAsItShould, runMatrix } from '../../lab/vmDrill/matrix.ts';
import { whyNot } from '../../lab/vmDrill/vmDrill.ts';
import { findVoice } from '../../lab/voices.ts';
import { readWidth, wantsColor } from '../appearance.ts';
import { BadValue, DrillsInterrupted, MissingOperand, OptionConflict, UnwantedOperand } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import { createPalette } from '../render/terminal/paint.ts';
import type { Shell } from '../shell.ts';
import type { DrillValues } from './drill.ts';
import { faultOf } from './drillOf.ts';
import { openFetchProgress } from './fetchProgress.ts';
import { MatrixProgress } from './matrixProgress.ts';
import { type Cell, placeOf, ReportFolder, unmetText } from './reportFolder.ts';
import { saveVmReport } from './saveVmReport.ts';
import { type Row, vmDrillJson } from './vmDrillJson.ts';
import { vmDrillText, vmMatrixText } from './vmDrillText.ts';
import { toldOf } from './vmTrouble.ts';

/** Kernels that are fetched by name and have a voice. */
const kernelNames = ['6.1', '6.12', '7.3'] as const;
const usualMachines = '2';

const namesOf = (vm: string): readonly string[] => {
  if (vm === 'all') return kernelNames;
  if (kernelNames.some((name) => name === vm)) return [vm];
  throw new BadValue('--vm', vm, `${kernelNames.join(', ')} or all`);
};

const readMachines = (text: string): number => {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new BadValue('--machines', text, 'a number from 1 to 99');
};

const chosenFaults = (values: DrillValues, name: string | undefined) => {
  for (const option of ['driver', 'seed', 'for'] as const)
    if (values[option] !== undefined) throw new OptionConflict('--vm', `--${option}`, 'a real driver is not told that');
  if (values.all && name !== undefined) throw new UnwantedOperand('lab drill --all', name);
  if (values.all) return [none, ...faults];
  if (name === undefined) throw new MissingOperand('lab drill', 'FAULT');
  return [faultOf('FAULT', name)];
};

/** Fetches what is missing. @throws MachineProblem */
const gather = async (names: readonly string[], shell: Shell): Promise<readonly DrilledKernel[]> => {
  const progress = openFetchProgress(shell.err);
  try {
    const onProgress = progress.tell;
    const cache = openCache(cacheFolder(shell.env));
    const qemu = await findQemu(cache, { path: shell.env.PATH ?? '', onProgress });
    const kernels: { name: string; kernel: Kernel }[] = [];
    for (const name of names) kernels.push({ name, kernel: await namedKernel(cache, findKernel(name)!, onProgress) });
    const { accelerator } = await tryAccelerators(cache, qemu, async () => kernels[0]!.kernel);
    return kernels.map(({ name, kernel }) => ({
      voice: findVoice(name)!,
      parts: { cache, qemu, kernel, accelerator },
    }));
  } finally {
    progress.close();
  }
};

const rowOf = (cell: Cell): Row =>
  cell.kind === 'drilled' ? { ...cell, likeness: compare(cell.drill, drill(cell.fault, { voice: cell.voice })) } : cell;

/** What the folder holds of the cells; nothing where no report is wanted. */
const keptIn = async (
  folder: ReportFolder | undefined,
  faults: readonly Fault[],
  kernels: readonly DrilledKernel[],
) => {
  const cells = new Map<string, Cell>();
  for (const fault of folder === undefined ? [] : faults)
    for (const { voice, parts } of kernels) {
      const cell = await folder?.read(fault, voice);
      const isOfKernel = cell?.kind !== 'drilled' || cell.drill.release === parts.kernel.release;
      if (cell !== undefined && isOfKernel) cells.set(placeOf(cell), cell);
    }
  return cells;
};

/**
 * `ena lab drill --vm`: drills with real drivers in machines, held against the catalogue and against the simulation. With a
 * folder for the report it goes on with what that lacks.
 *
 * @throws BadValue, MissingOperand, UnwantedOperand, OptionConflict, VmTrouble, UnwritableFile, DrillsInterrupted
 */
export const runVmDrill = async (
  values: DrillValues & { readonly vm: string },
  name: string | undefined,
  shell: Shell,
): Promise<ExitCode> => {
  const width = readWidth(values.width, shell);
  const palette = createPalette(wantsColor(values.color ?? 'auto', shell));
  const chosen = chosenFaults(values, name);
  const names = namesOf(values.vm);
  const machines = readMachines(values.machines ?? usualMachines);
  const folder = values.report === undefined ? undefined : new ReportFolder(values.report);
  const kernels = await gather(names, shell).catch((error: unknown) => {
    throw toldOf(error);
  });
  const cells = await keptIn(folder, chosen, kernels);
  const isWanted = (fault: Fault, { voice }: DrilledKernel): boolean => {
    const cell = cells.get(placeOf({ fault, voice }));
    return cell === undefined || !isAsItShould(cell);
  };
  const possible = chosen.filter((fault) => whyNot(fault) === undefined);
  const left = possible.flatMap((fault) => kernels.filter((kernel) => isWanted(fault, kernel))).length;
  const all = possible.length * kernels.length;
  if (left < all) shell.err.write(`${values.report} holds ${all - left} of ${all} drills; ${left} are run.\n`);
  const progress = new MatrixProgress(shell.err, shell.now, left);
  const tell = async (entry: Entry) => {
    const before = cells.get(placeOf(entry));
    const earlier = before === undefined ? [] : [...before.earlier, unmetText(before)];
    cells.set(placeOf(entry), (await folder?.keep(entry)) ?? { ...entry, earlier });
    if (left > 1 || !isAsItShould(entry)) progress.tell(entry);
  };
  const wish = new AbortController();
  void shell.interrupted().then(() => wish.abort());
  try {
    await runMatrix(kernels, chosen, { machines, tell, isWanted, signal: wish.signal });
  } catch (error) {
    throw toldOf(error);
  }
  if (wish.signal.aborted) throw new DrillsInterrupted(values.report);
  // Now, for a simulation keeps this process busy, and with it the adapters of the machines.
  const rows = chosen.flatMap((fault) =>
    kernels.flatMap(({ voice }) => {
      const cell = cells.get(placeOf({ fault, voice }));
      return cell === undefined ? [] : [rowOf(cell)];
    }),
  );
  if (values.report !== undefined) await saveVmReport(values.report, rows);
  if (values.json) shell.out.write(vmDrillJson(rows));
  else shell.out.write(values.all ? vmMatrixText(rows, palette) : vmDrillText(rows, width, palette));
  return rows.every(isAsItShould) ? 0 : 1;
};
