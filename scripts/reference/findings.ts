import { type FindingRow, findings } from '../../src/diagnosis/findings/index.ts';
import { anchor, anchorOf, code, table, text } from './markdown.ts';

const findingEntry = ({ id, title, severity, blame, confidence, meaning, advice, examples }: FindingRow) =>
  [
    `${anchor(id)}\n### ${code(id)}`,
    `*${text(title)}*`,
    text(typeof meaning === 'string' ? meaning : meaning({})),
    `- Weight: ${severity}, ${confidence}, blame: ${blame} (unless the evidence says otherwise)`,
    ...(advice.length > 0 ? [advice.map((each, i) => `${i + 1}. ${text(each)}`).join('\n')] : []),
    ...(examples[0] === undefined
      ? []
      : ['Seen in, for example:', `\`\`\`text\n${examples[0].split('\n').slice(0, 6).join('\n')}\n\`\`\``]),
  ].join('\n\n');

export const findingsPage = () =>
  `${table(
    ['Id', 'Weight', 'Title'],
    findings.map(({ id, severity, title }) => [`[${code(id)}](#${anchorOf(id)})`, severity, text(title)]),
  )}\n\n${findings.map(findingEntry).join('\n\n')}`;
