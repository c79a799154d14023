import type { Problem } from '../../happening.ts';

/** A condition of a node, as the API has it. */
export interface NodeCondition {
  readonly type: 'EnaProblem';
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

/** As node-problem-detector does: "True" says that something is wrong. */
export const conditionType = 'EnaProblem';

/** Longer messages are no reading. */
const longestMessage = 1024;

/** `keep-alive-timeout` as Kubernetes writes reasons: `KeepAliveTimeout`. */
export const reasonOf = (id: string): string =>
  id.replaceAll(/(?:^|[^a-z0-9]+)([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());

const weight = { critical: 2, warning: 1, notice: 0 } as const;

/** What the open problems are for a node: the gravest is the reason, all of them the message. */
export const nodeCondition = (problems: readonly Problem[]): NodeCondition => {
  const inOrder = problems.toSorted((one, other) => weight[other.finding.severity] - weight[one.finding.severity]);
  const [worst] = inOrder;
  if (worst === undefined || worst.finding.severity === 'notice')
    return {
      type: conditionType,
      status: 'False',
      reason: 'EnaWorks',
      message: 'Nothing wrong with the adapters is known.',
    };
  const message = inOrder.map(({ finding }) => `${finding.adapter ?? 'host'}: ${finding.title}`).join('; ');
  return {
    type: conditionType,
    status: 'True',
    reason: reasonOf(worst.finding.id),
    message: message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message,
  };
};
