import type { Machine } from '../../evidence/root/machine.ts';
import type { SourceSummary } from '../../evidence/source.ts';
import { findingRow } from '../findings/index.ts';
import { confidences, type Finding, type Report, severities } from '../report.ts';
import { dkmsRules } from './dkmsRules.ts';
import { initramfsRules } from './initramfsRules.ts';
import { listLimits } from './limits.ts';
import { moduleRules } from './moduleRules.ts';
import { networkRules } from './networkRules.ts';
import { chrootText, familyOf, repairText } from './repairs.ts';
import { type Asked, bootable, type Rule, type Sighting } from './sighting.ts';

/** All that a machine is asked. */
export const rules: readonly Rule[] = [...moduleRules, ...initramfsRules, ...dkmsRules, ...networkRules];

export interface PreflightOptions extends Asked {
  /** Where the machine's files are mounted; undefined for this machine itself. */
  readonly root: string | undefined;
  /** Paths that exist and could not be read. */
  readonly refused: ReadonlySet<string>;
}

const mostPlaces = 5;

/** Whether the machine comes back from its next boot with its network: the doctor's report, from its files alone. */
export const preflight = async (machine: Machine, options: PreflightOptions): Promise<Report> => {
  const sightings: Sighting[] = [];
  for (const rule of rules) sightings.push(...(await rule.judge(machine, options)));
  const ids = [...new Set(sightings.map(({ id }) => id))];
  const sightingsOf = (id: string) => sightings.filter((sighting) => sighting.id === id);
  const findings = ids.map((id) => told(sightingsOf(id), machine, options)).sort(byWeight);
  const problems = findings.some(({ severity }) => severity !== 'notice');
  const verdict = machine.kernels.length === 0 ? 'no-evidence' : problems ? 'problems' : 'healthy';
  return {
    schema: 'enakit/report/1',
    verdict,
    summary: summarise(machine, findings, verdict),
    sources: sourcesOf(machine, options),
    adapters: [],
    incidents: [],
    findings,
    series: [],
    limits: await listLimits(machine, options.refused),
    collect: options.refused.size === 0 ? [] : ['Run it as root, who may read all of it.'],
  };
};

const byWeight = (a: Finding, b: Finding): number =>
  severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
  confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence);

/** Sightings of one finding as one: of several kernels the heaviest weight counts. */
const told = (same: readonly Sighting[], machine: Machine, { root }: PreflightOptions): Finding => {
  const id = same[0]!.id;
  const row = findingRow(id);
  const kernels = [...new Set(same.flatMap(({ values }) => values?.kernel ?? []))];
  const values = {
    ...Object.assign({}, ...same.map((one) => one.values)),
    ...(kernels.length > 0 && { kernel: kernels.join(', ') }),
  };
  const whys = [...new Set(same.flatMap((one) => one.values?.why ?? []))];
  if (whys.length > 0) values.why = whys.join(' ');
  const commands = same
    .flatMap(({ repairs }) => repairs)
    .map((repair) => repairText(repair, familyOf(machine.distribution)))
    // They are given inside of the volume, where its paths begin at its root.
    .map((text) => (root === undefined ? text : text.replaceAll(`${root}/`, '/')));
  // The meaning tells them already.
  const { why: _why, where: _where, ...shown } = values;
  return {
    id,
    severity: severities[Math.max(...same.map(({ severity = row.severity }) => severities.indexOf(severity)))]!,
    count: same.length,
    blame: row.blame,
    confidence:
      confidences[Math.min(...same.map(({ confidence = row.confidence }) => confidences.indexOf(confidence)))]!,
    title: row.title,
    meaning: typeof row.meaning === 'string' ? row.meaning : row.meaning(values),
    advice:
      commands.length === 0 ? row.advice : [...(root === undefined ? [] : [chrootText(root)]), ...new Set(commands)],
    values: shown,
    evidence: same.flatMap(({ places }) => places).slice(0, mostPlaces),
  };
};

const summarise = (
  { next, kernels, boot }: Machine,
  findings: readonly Finding[],
  verdict: Report['verdict'],
): string => {
  if (verdict === 'no-evidence')
    return 'No installed kernel was found: this is not the root of a machine, or not all of it is mounted.';
  const [top, ...others] = findings.filter(({ severity }) => severity !== 'notice');
  if (top !== undefined) {
    const outcome =
      top.severity === 'critical'
        ? 'This machine may not come back with its network'
        : 'This machine comes back, with a reservation';
    const more =
      others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'finding' : 'findings'})`;
    return `${outcome}: ${top.title.charAt(0).toLowerCase()}${top.title.slice(1)}${more}.`;
  }
  const sure =
    next === undefined
      ? `${kernels.length === 1 ? 'its one kernel' : `each of its ${kernels.length} kernels`}`
      : `kernel ${next}, which ${boot.loader} boots next,`;
  return `Nothing keeps this machine from coming back: ${sure} has its ena driver.`;
};

const sourcesOf = (machine: Machine, { root }: PreflightOptions): readonly SourceSummary[] => {
  const shown = (path: string) => (root === undefined ? path : `${root === '/' ? '' : root}${path}`);
  const { boot, dkms } = machine;
  return [
    ...(boot.path === undefined
      ? []
      : [{ path: shown(boot.path), kind: 'system' as const, lines: boot.entries.length, adapterLines: 0 }]),
    ...bootable(machine).map(({ folder, module, builtin }) => {
      return { path: shown(folder), kind: 'modinfo' as const, lines: 1, adapterLines: (module ?? builtin) ? 1 : 0 };
    }),
    ...dkms.map(({ place }) => ({ path: place.source, kind: 'dkms' as const, lines: 1, adapterLines: 1 })),
  ];
};
