import type { InstanceSeen } from '../../evidence/ec2/instanceSeen.ts';
import type { Blame, Confidence, Severity } from '../report.ts';

export type Values = Readonly<Record<string, number | string>>;

/**
 * One thing a person would act on, or may safely ignore. The row is the rule's text, its weight and its test:
 * every example, read as a whole source, must lead to this finding, and no counterexample may.
 */
export interface FindingRow {
  readonly id: string;
  readonly severity: Severity;
  readonly blame: Blame;
  readonly confidence: Confidence;
  readonly title: string;
  /** What it means; told with the values seen where they say more than the rule alone. */
  readonly meaning: string | ((values: Values) => string);
  /** What to do now, the most useful first. */
  readonly advice: readonly string[];
  readonly examples: readonly string[];
  readonly counterexamples?: readonly string[];
  /** Examples that are no text: instances, seen from outside, that must lead to it, and such that must not. */
  readonly seen?: readonly InstanceSeen[];
  readonly unseen?: readonly InstanceSeen[];
}

/** The variant of an id such as `allowance-exceeded:pps`, and its row's own id. */
export const splitId = (id: string): { base: string; variant?: string } => {
  const colon = id.indexOf(':');
  return colon < 0 ? { base: id } : { base: id.slice(0, colon), variant: id.slice(colon + 1) };
};
