import type { Report } from '../../diagnosis/report.ts';
import type { Place } from '../../evidence/observation.ts';
import { visibleReport } from './visible.ts';

/** The folder that all paths lie in, with its slash; empty where there is none. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  for (const path of others) {
    while (folder !== '' && !path.startsWith(folder))
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  }
  return folder;
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
