import type { Report } from '../../diagnosis/report.ts';
import type { Place } from '../../evidence/observation.ts';
import { visibleReport } from './visible.ts';

/** The folder that all paths lie in, with its slash; empty where there is none. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const parts = first.split('/').slice(0, -1);
  let shared = parts.length;
  for (const path of others) {
    const own = path.split('/').slice(0, -1);
    shared = Math.min(shared, own.length);
    for (let i = 0; i < shared; i++) if (own[i] !== parts[i]) shared = i;
  }
  return shared === 0 ? '' : `${parts.slice(0, shared).join('/')}/`;
}

/**
 * The report as people read it: everything in it visible, and each place named from the folder that all sources
 * share, since `dmesg.txt:12` is found faster than its path. The list of sources keeps the paths.
 */
export function shownReport(report: Report): Report {
  const shown = visibleReport(report);
  const folder = commonFolder(shown.sources.map((source) => source.path));
  if (folder === '') return shown;
  const near = (place: Place): Place =>
    place.source.startsWith(folder) ? { ...place, source: place.source.slice(folder.length) } : place;
  return {
    ...shown,
    incidents: shown.incidents.map((incident) => ({
      ...incident,
      steps: incident.steps.map((step) => ({ ...step, place: near(step.place) })),
    })),
    findings: shown.findings.map((finding) => ({ ...finding, evidence: finding.evidence.map(near) })),
  };
}
