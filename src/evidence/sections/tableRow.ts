import { parseCount } from './count.ts';
import type { CounterRow } from './counterRow.ts';
import { isInterfaceName } from './interfaceName.ts';

const nameForm = /^[A-Za-z_][\w.]{1,63}$/;
/** The end of a name that has an underscore, as nearly all have, then a number in the next cell. */
const neighbours = /_\w{1,60}["'`*\s]{0,60}[|,\t]["'`*\s]{0,60}\d/;
const numberForm = /^\d[\d ,.'’_]*$/;
/** Marks that stand around a cell: blanks, quotation, Markdown's code and bold. */
const edges = /^[\s"'`*]+|[\s"'`*]+$/g;

/**
 * Reads a row of a table that has the name and the value in cells of their own: Markdown (`| wd_expired | 12 |`),
 * tabs, CSV (`eth0,wd_expired,12`). Cells in front may name the interface. A row with a second number behind the first is
 * none: which of them is the count cannot be told.
 */
export function parseTableRow(text: string, accepts?: (name: string) => boolean): CounterRow | undefined {
  // Most lines of most texts end here.
  if (!neighbours.test(text)) {
    return undefined;
  }
  const separator = text.includes('|') ? '|' : text.includes('\t') ? '\t' : ',';
  const cells = text.split(separator).map((cell) => cell.replace(edges, ''));
  const at = cells.findIndex((cell) => cell.includes('_') && nameForm.test(cell) && accepts?.(cell) !== false);
  const name = cells[at];
  const digits = cells[at + 1] ?? '';
  const value = numberForm.test(digits) ? parseCount(digits) : undefined;
  if (name === undefined || value === undefined || cells.slice(at + 2).some((cell) => numberForm.test(cell))) {
    return undefined;
  }
  const owner = cells.slice(0, at).find(isInterfaceName);
  // Cells in front that hold sentences make the line a log's or a person's, not a table's.
  const isTable = cells.slice(0, at).every((cell) => !cell.includes('[') && cell.length <= 40);
  return isTable ? { name, value, ...(owner && { interface: owner }) } : undefined;
}
