import type { Likeness } from '../../lab/vmDrill/likeness.ts';
import { drillRow } from './drillJson.ts';
import type { Cell } from './reportFolder.ts';

/** A drill with a real driver beside the same with its simulation; or why there was none. */
export type Row =
  | (Extract<Cell, { kind: 'drilled' }> & { readonly likeness: Likeness })
  | Exclude<Cell, { kind: 'drilled' }>;

const plain = (row: Row) => ({
  ...(row.kind === 'drilled'
    ? { ...drillRow(row.drill), kernel: row.drill.release, simulation: row.likeness }
    : { fault: row.fault.name, driver: row.voice.name, [row.kind]: row.why }),
  ...(row.earlier.length > 0 && { earlierAttempts: row.earlier }),
});

/** Drills with real drivers for programs. */
export const vmDrillJson = (rows: readonly Row[]): string => `${JSON.stringify(rows.map(plain), undefined, 2)}\n`;
