import { controlFindings } from './control.ts';
import { dataPathFindings } from './dataPath.ts';
import { type FindingRow, splitId } from './finding.ts';
import { instanceFindings } from './instance.ts';
import { limitFindings } from './limits.ts';
import { configurationFindings, moduleFindings } from './module.ts';
import { noticeFindings } from './notices.ts';
import { preflightFindings } from './preflight.ts';
import { resetFindings } from './reset.ts';
import { watchdogFindings } from './watchdog.ts';

/** Every finding a report may hold, in the order of the reference. */
export const findings: readonly FindingRow[] = [
  ...watchdogFindings,
  ...resetFindings,
  ...controlFindings,
  ...dataPathFindings,
  ...moduleFindings,
  ...configurationFindings,
  ...preflightFindings,
  ...instanceFindings,
  ...limitFindings,
  ...noticeFindings,
];

const byId = new Map(findings.map((row) => [row.id, row]));

/** The row of an id; ids with a variant fall back to the row of their base. */
export const findingRow = (id: string): FindingRow => {
  const row = byId.get(id) ?? byId.get(splitId(id).base);
  if (row === undefined) throw new Error(`no finding has the id ${id}`);
  return row;
};

export type { FindingRow } from './finding.ts';
