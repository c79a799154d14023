import { errnoTopic, featureTopic, opcodeTopic, statusTopic } from './explaining/admin.ts';
import { registerTopic, subOptimalTopic } from './explaining/device.ts';
import { eventTopic, explainLine, type MatchedLine } from './explaining/events.ts';
import type { Explanation, Topic } from './explaining/explanation.ts';
import { type ExplainableError, type ExplainableFinding, errorTopic, findingTopic } from './explaining/handedIn.ts';
import { knownBugTopic } from './explaining/knownBugs.ts';
import { nearestWords } from './explaining/near.ts';
import { resetTopic } from './explaining/resets.ts';
import { statisticTopic } from './explaining/statistics.ts';

export type { MatchedLine } from './explaining/events.ts';
export type { Explanation, ExplanationKind } from './explaining/explanation.ts';
export type { ExplainableError, ExplainableFinding } from './explaining/handedIn.ts';

/** What is known beyond `spec`. Handed in, so that what explains depends on none of it and starts without it. */
export interface Knowledge {
  /** Finds the message in a pasted line: `matchAnywhere` of `evidence/log/match.ts`. */
  readonly matchLine?: (text: string) => MatchedLine | undefined;
  readonly findings?: readonly ExplainableFinding[];
  readonly errors?: readonly ExplainableError[];
}

export interface Answer {
  /** What the words may mean, the most likely first. Empty where they mean nothing known. */
  readonly meanings: readonly Explanation[];
  /** Where nothing is known of them: at most five names they may have been meant to be. */
  readonly near: readonly string[];
}

/** Nothing that can be explained is longer; the rest of a longer text is not looked at. */
const maxWordsLength = 4096;

/** The topics in the order in which a bare word is most likely meant. */
const topicsWith = ({ findings = [], errors = [] }: Knowledge): readonly Topic[] => [
  statisticTopic,
  findingTopic(findings),
  resetTopic,
  featureTopic,
  errnoTopic,
  statusTopic,
  opcodeTopic,
  registerTopic,
  subOptimalTopic,
  eventTopic,
  knownBugTopic,
  errorTopic(errors),
];

/**
 * What `words` mean: a statistic in any spelling, a pasted log line, a reset reason (`18`, `reset 18`,
 * `MISSING_ADMIN_INTERRUPT`), a feature, an errno (`-62`, `rc: -62`, `ETIME`), an admin opcode or status, a register
 * offset, an event, a known bug, a finding, an error code. Never throws, whatever the words.
 */
export function explain(words: string, knowledge: Knowledge = {}): Answer {
  const text = words.slice(0, maxWordsLength).trim();
  const topics = topicsWith(knowledge);
  const meanings = ofQualified(text, topics) ?? ofWord(text, topics) ?? ofLine(text, knowledge);
  if (meanings) return { meanings, near: [] };
  const names = listExplainable(knowledge).map(({ name }) => name);
  return { meanings: [], near: nearestWords(text, names) };
}

/** Everything that can be explained, in the order of its kinds. */
export function listExplainable(knowledge: Knowledge = {}): readonly Explanation[] {
  return topicsWith(knowledge).flatMap((topic) => topic.all());
}

const some = <T>(found: readonly T[]): readonly T[] | undefined => (found.length > 0 ? found : undefined);

/** `reset 18`, `feature=10`, `rc: -62`: the first word says what kind the second is of. */
function ofQualified(text: string, topics: readonly Topic[]): readonly Explanation[] | undefined {
  const match = /^([a-z-]{2,20})[\s=:#]+(\S{1,80})$/i.exec(text);
  if (!match) return undefined;
  const [, qualifier = '', word = ''] = match;
  const asked = topics.filter(({ qualifiers }) => qualifiers.includes(qualifier.toLowerCase()));
  return some(asked.flatMap((topic) => topic.about(word)));
}

/** A name or number by itself, or a counter copied with its value (`queue_0_tx_cnt: 12`). */
function ofWord(text: string, topics: readonly Topic[]): readonly Explanation[] | undefined {
  const word = /^(\S{1,80}?):?(?:\s+\d{1,20})?$/.exec(text)?.[1];
  if (word === undefined) return undefined;
  // Nothing but an errno is negative.
  const asked = /^-\d/.test(word) ? [errnoTopic] : topics;
  return some(asked.flatMap((topic) => topic.about(word)));
}

function ofLine(text: string, { matchLine }: Knowledge): readonly Explanation[] | undefined {
  const matched = text === '' ? undefined : matchLine?.(text);
  if (!matched) return undefined;
  // A line of a reset's dump carries one counter: that counter is what the reader wants to know.
  const counter = matched.values.counter;
  const counted = matched.message.event === 'reset-statistic' ? statisticTopic.about(String(counter)) : [];
  return [...counted, explainLine(matched)];
}
