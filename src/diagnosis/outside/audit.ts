import type { EnaOfType, ImageSeen, InstanceSeen } from '../../evidence/ec2/instanceSeen.ts';
import { findingRow } from '../findings/index.ts';
import type { Severity } from '../report.ts';
import { severities } from '../report.ts';
import { judgeInstance } from './judge.ts';

/** One thing to know about one instance or image of an account. */
export interface AuditRow {
  readonly of: 'instance' | 'image';
  readonly id: string;
  /** Type of the instance, name of the image. */
  readonly what: string;
  readonly finding: string;
  readonly severity: Severity;
  readonly title: string;
  /** The types it would not come up on, where the row is about that. */
  readonly types?: readonly string[];
}

interface Surveyed {
  readonly instances: readonly InstanceSeen[];
  readonly images: readonly ImageSeen[];
  readonly types: ReadonlyMap<string, EnaOfType>;
}

/** Findings an audit tells of: how the flag stands, not how the instance is today. */
const audited: ReadonlySet<string> = new Set([
  'ena-flag-on-paravirtual',
  'ena-required-flag-off',
  'ena-flag-without-need',
  'ena-flag-off',
  'image-lacks-ena-flag',
]);

const rowsOfInstance = (seen: InstanceSeen): readonly AuditRow[] => {
  const ids = new Set(judgeInstance(seen).map(({ id }) => id));
  return [...ids]
    .filter((id) => audited.has(id))
    .map((finding) => {
      const { severity, title } = findingRow(finding);
      return { of: 'instance', id: seen.id, what: seen.type, finding, severity, title };
    });
};

const stranded = (
  one: { readonly enaFlag: boolean; readonly paravirtual: boolean },
  required: readonly string[],
): readonly string[] => (one.enaFlag && !one.paravirtual ? [] : required);

const noStart = (of: AuditRow['of'], id: string, what: string, types: readonly string[]): readonly AuditRow[] =>
  types.length === 0
    ? []
    : [
        {
          of,
          id,
          what,
          finding: 'no-start-on-type',
          severity: 'notice',
          title: 'Would not come up on types that require ENA',
          types,
        },
      ];

const flagOnParavirtual = ({ id, name, enaFlag, paravirtual }: ImageSeen): readonly AuditRow[] => {
  if (!enaFlag || !paravirtual) return [];
  const { severity } = findingRow('ena-flag-on-paravirtual');
  const title = 'enaSupport is on for a paravirtual image';
  return [{ of: 'image', id, what: name, finding: 'ena-flag-on-paravirtual', severity, title }];
};

/**
 * What a survey of a region shows: the heaviest first. Whether the ena module is inside cannot be seen from outside: a
 * flag that is on is a promise of whoever set it.
 */
export const audit = ({ instances, images, types }: Surveyed): readonly AuditRow[] => {
  const required = [...types].flatMap(([type, ena]) => (ena === 'required' ? type : [])).sort();
  const rows = [
    ...instances.flatMap((seen) => [
      ...rowsOfInstance(seen),
      ...noStart(
        'instance',
        seen.id,
        seen.type,
        stranded(
          seen,
          required.filter((type) => type !== seen.type),
        ),
      ),
    ]),
    ...images.flatMap((image) => [
      ...flagOnParavirtual(image),
      ...noStart('image', image.id, image.name, stranded(image, required)),
    ]),
  ];
  return rows.sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
};
