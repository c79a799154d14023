import { type CounterRule, counterRules } from '../../../diagnosis/counters/rules.ts';
import { splitId } from '../../../diagnosis/findings/finding.ts';
import { type FindingRow, findings } from '../../../diagnosis/findings/index.ts';
import { instanceFindings } from '../../../diagnosis/findings/instance.ts';
import { preflightFindings } from '../../../diagnosis/findings/preflight.ts';

/** Of machines that do not run, or seen from outside: no agent tells them. */
const unwatched: ReadonlySet<FindingRow> = new Set([...instanceFindings, ...preflightFindings]);

/** A finding worth an alert, with the counters that show it. */
export interface AlertedFinding {
  readonly row: FindingRow;
  readonly counters: readonly CounterRule[];
}

/** Findings that may be open on a running host, notices left out, in the order of the reference. */
export const alertedFindings: readonly AlertedFinding[] = findings
  .filter((row) => row.severity !== 'notice' && !unwatched.has(row))
  .map((row) => ({ row, counters: counterRules.filter(({ finding }) => finding === row.id) }));

/** Selects a finding by the label of `ena_problem`; one whose id takes variants with all of them. */
export const findingMatcher = ({ id }: FindingRow): string =>
  splitId(id).variant === undefined ? `finding=~"${id}(:.*)?"` : `finding="${id}"`;
