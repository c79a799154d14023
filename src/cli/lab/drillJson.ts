import type { Drill } from '../../lab/judge.ts';
import { countedChanges, loggedLines } from '../../lab/logged.ts';

/** A drill as plain data. */
export const drillRow = (drill: Drill) => ({
  fault: drill.fault.name,
  driver: drill.voice.name,
  from: drill.from,
  to: drill.to,
  logged: loggedLines(drill),
  counted: countedChanges(drill),
  resetReasons: drill.reasons,
  outcome: drill.outcome,
  report: drill.report,
  differences: drill.differences,
});

/** Drills for programs. */
export const drillJson = (drills: readonly Drill[]): string =>
  `${JSON.stringify(drills.map(drillRow), undefined, 2)}\n`;
