import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Evidence } from '../../lab/conclude.ts';
import type { Fault } from '../../lab/faults/fault.ts';
import type { Entry } from '../../lab/vmDrill/matrix.ts';
import { judgeVm, type VmCourse } from '../../lab/vmDrill/vmDrill.ts';
import type { Voice } from '../../lab/voices.ts';
import { makeFolder } from '../makeFolder.ts';
import { writeAtomically } from '../writeAtomically.ts';

/** One fault on one kernel, with what was to be said of its attempts before the last. */
export type Cell = Entry & { readonly earlier: readonly string[] };

/** A file of a cell, by its path in the cell's folder. The sum tells one that was not written to its end. */
interface File {
  readonly path: string;
  readonly sha256: string;
}

/** One attempt, as it is kept: what took place, not what was thought of it, so that it can be judged anew. */
type Attempt = { readonly says: string; readonly evidence: readonly File[] } & (
  | { readonly course: Omit<VmCourse, 'fault' | 'voice' | 'evidence'> }
  | { readonly failed: string }
);

const format = 'enakit/cell/1';

/** Where a cell's evidence lies in the report's folder. */
export const placeOf = ({ voice, fault }: { readonly voice: Voice; readonly fault: Fault }): string =>
  join(voice.name, fault.name.replaceAll(':', '_'));

/** What is to be said of how a cell ended; empty where it ended as it should. */
export const unmetText = (entry: Entry): string =>
  entry.kind === 'drilled' ? entry.drill.differences.join('; ') : `${entry.kind}: ${entry.why}`;

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const courseOf = (drill: Extract<Entry, { kind: 'drilled' }>['drill']) => {
  const { release, from, to, resets, failures, isConnected } = drill;
  return { release, from, to, resets, failures, isConnected };
};

/** The last words of a machine that did not come to the end of its drill: a panic's trace among them. */
const machineConsole = 'machine-console.txt';

const evidenceOf = (entry: Entry): readonly Evidence[] => {
  if (entry.kind === 'drilled') return entry.drill.evidence;
  return entry.kind === 'failed' ? [{ name: machineConsole, text: entry.console }] : [];
};

/** A folder that keeps each cell as soon as it is there. What it holds after the process was killed is whole. */
export class ReportFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** The cell as it was kept, judged by the catalogue as it is now; undefined where there is none that is whole. */
  async read(fault: Fault, voice: Voice): Promise<Cell | undefined> {
    const place = join(this.path, placeOf({ fault, voice }));
    try {
      const attempts = await attemptsAt(place);
      const last = attempts.at(-1)!;
      const earlier = attempts.slice(0, -1).map(({ says }) => says);
      const evidence = await Promise.all(last.evidence.map((file) => readWhole(place, file)));
      if ('failed' in last) {
        const console = evidence[0]?.text ?? '';
        return { kind: 'failed', fault, voice, why: last.failed, console, earlier };
      }
      return { kind: 'drilled', fault, voice, drill: judgeVm({ ...last.course, fault, voice, evidence }), earlier };
    } catch {
      return undefined;
    }
  }

  /** Adds an attempt to those there are, its evidence first. Gives the cell as it is then. @throws UnwritableFile */
  async keep(entry: Entry): Promise<Cell> {
    if (entry.kind === 'skipped') return { ...entry, earlier: [] };
    const place = join(this.path, placeOf(entry));
    const before = await attemptsAt(place).catch(() => []);
    const under = before.length === 0 ? '' : `attempt-${before.length + 1}`;
    const evidence: File[] = [];
    for (const { name, text } of evidenceOf(entry)) {
      const path = join(under, name);
      await makeFolder(dirname(join(place, path)));
      await writeAtomically(join(place, path), text);
      evidence.push({ path, sha256: sumOf(text) });
    }
    const what = entry.kind === 'drilled' ? { course: courseOf(entry.drill) } : { failed: entry.why };
    const attempts: readonly Attempt[] = [...before, { says: unmetText(entry), ...what, evidence }];
    await writeAtomically(join(place, 'cell.json'), `${JSON.stringify({ format, attempts }, undefined, 2)}\n`);
    return { ...entry, earlier: before.map(({ says }) => says) };
  }
}

const attemptsAt = async (place: string): Promise<readonly Attempt[]> => {
  const kept = JSON.parse(await readFile(join(place, 'cell.json'), 'utf8')) as { format: string; attempts: Attempt[] };
  if (kept.format !== format || kept.attempts.length === 0) throw new RangeError('not of this format');
  return kept.attempts;
};

const readWhole = async (place: string, { path, sha256 }: File): Promise<Evidence> => {
  const text = await readFile(join(place, path), 'utf8');
  if (sumOf(text) !== sha256) throw new RangeError(`${path} is not whole`);
  return { name: basename(path), text };
};
