import type { PlannedCall } from '../ec2/calls.ts';
import type { Condition, Step } from '../plan.ts';

/** A language in which a plan can be typed. */
export interface Dialect {
  /** Waits for a person, should somebody run the text as a script. */
  readonly pause: string;
  /** The call as one command; keeps what it yields in a variable of that name. */
  call(call: PlannedCall, yields: Step['yields']): string;
  /** Commands that wait until the condition holds. */
  wait(condition: Condition): readonly string[];
}

/** The plan as commands, each step under its title. What a person does by hand stays a comment. */
export const printPlan = (steps: readonly Step[], dialect: Dialect): string =>
  steps
    .map(({ title, call, until, yields, byHand = [] }) =>
      [
        `# ${title}`,
        ...byHand.map((line) => `#   ${line}`),
        ...(byHand.length === 0 ? [] : [dialect.pause]),
        ...(call === undefined ? [] : [dialect.call(call, yields)]),
        ...(until === undefined ? [] : dialect.wait(until)),
        '',
      ].join('\n'),
    )
    .join('\n');
