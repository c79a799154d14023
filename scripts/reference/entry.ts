import { type Explanation, type ExplanationKind, explain, listExplainable } from '../../src/diagnosis/explain.ts';
import { anchor, anchorOf, code, table, text } from './markdown.ts';

/** Which page holds what: the reference prints what `ena explain` says, so the two cannot differ. */
const pageOf: Readonly<Partial<Record<ExplanationKind, string>>> = {
  statistic: 'statistics.md',
  event: 'messages.md',
  'reset-reason': 'reset-reasons.md',
  feature: 'features.md',
  errno: 'errors.md',
  'admin-status': 'errors.md',
  'admin-opcode': 'errors.md',
  register: 'errors.md',
  'sub-optimal-code': 'errors.md',
  'known-bug': 'known-bugs.md',
};

export const explanationsOf = (kind: ExplanationKind): readonly Explanation[] =>
  listExplainable().filter((explanation) => explanation.kind === kind);

/** A link to where a word of `seeAlso` is explained, or the word itself where no page has it. */
function link(word: string): string {
  const target = explain(word).meanings.find(({ kind }) => pageOf[kind]);
  return target ? `[${code(word)}](${pageOf[target.kind]}#${anchorOf(target.name)})` : code(word);
}

/** One explanation as a section of its page. */
export function entry({ name, title, paragraphs, facts, seeAlso }: Explanation): string {
  return [
    `${anchor(name)}\n### ${code(name)}`,
    `*${text(title)}*`,
    ...paragraphs.map(text),
    ...(facts.length > 0 ? [facts.map(([label, value]) => `- ${label}: ${text(value)}`).join('\n')] : []),
    ...(seeAlso.length > 0 ? [`See also: ${seeAlso.map(link).join(', ')}`] : []),
  ].join('\n\n');
}

/** Names with their first sentence, each a link to its section further down. */
export const contents = (heads: readonly [string, string], rows: readonly Explanation[]): string =>
  table(
    heads,
    rows.map(({ name, title, paragraphs, kind }) => [
      `[${code(name)}](#${anchorOf(name)})`,
      text(kind === 'statistic' || kind === 'known-bug' ? (paragraphs[0] ?? '') : title),
    ]),
  );
