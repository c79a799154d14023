import type { PlannedCall } from './ec2/calls.ts';

/** Something to be true of the world; `conditions.ts` looks whether it is. Values may be `$ImageId` and the like. */
export type Condition =
  | { readonly holds: 'instance-state'; readonly instance: string; readonly is: 'running' | 'stopped' | 'terminated' }
  | { readonly holds: 'ena-flag'; readonly instance: string; readonly is: boolean }
  | { readonly holds: 'status-ok'; readonly instance: string }
  | { readonly holds: 'standby' | 'in-service'; readonly instance: string }
  | { readonly holds: 'snapshot-completed'; readonly snapshot: string }
  | { readonly holds: 'volume-free'; readonly volume: string }
  | { readonly holds: 'volume-attached'; readonly volume: string; readonly instance: string }
  | { readonly holds: 'image-available' | 'image-gone'; readonly image: string };

/** What takes one step back. */
export interface Undo {
  /** One sentence. */
  readonly says: string;
  readonly call: PlannedCall;
  readonly until: Condition;
  readonly needs?: Condition;
}

/** One row of a plan: data alone, so that it can be shown, printed as commands, kept on disk and walked. */
export interface Step {
  /** Unique in its plan: `stop`. */
  readonly name: string;
  /** What is done, in the imperative. */
  readonly title: string;
  readonly why: string;
  /** Must hold before the call is made. */
  readonly needs?: Condition;
  /** Absent where there is nothing to call: the step waits, or a person acts. */
  readonly call?: PlannedCall;
  /** The step is done when this holds. */
  readonly until?: Condition;
  /** What the call's answer yields, by the name later steps use: `ImageId`. */
  readonly yields?: 'ImageId' | 'InstanceId' | 'SnapshotId';
  readonly undo?: Undo;
  /** What stays however it is undone; one sentence. */
  readonly leaves?: string;
  /** What a person does, as commands or sentences; the recovery rests until it is told to go on. */
  readonly byHand?: readonly string[];
}

export const planKinds = ['disable', 'enable', 'rescue', 'replace'] as const;
export type PlanKind = (typeof planKinds)[number];

export interface Plan {
  readonly kind: PlanKind;
  readonly instance: string;
  /** What it is for, in one sentence. */
  readonly purpose: string;
  readonly costs: readonly string[];
  /** What was looked at and found in order. */
  readonly checks: readonly string[];
  /** What could not be looked at. */
  readonly unchecked: readonly string[];
  readonly steps: readonly Step[];
  /** What remains to be done when all steps are. */
  readonly afterwards: readonly string[];
}
