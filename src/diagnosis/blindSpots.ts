import { messages } from '../spec/messages/index.ts';
import { inRange, parseVersion } from '../spec/versions.ts';
import { roles } from './incidents/roles.ts';
import { ruleOf } from './rules.ts';

/** Lines this driver version has and does not print by default, of those that a diagnosis would need. */
export const hiddenLines = (version: string): readonly string[] => {
  const parsed = parseVersion(version);
  if (parsed === undefined) return [];
  const texts = messages
    .filter(
      ({ hidden, event }) =>
        hidden !== undefined && inRange(parsed, hidden) && (ruleOf(event) !== undefined || roles[event] !== undefined),
    )
    .map(({ text }) => text);
  return [...new Set(texts)];
};

/** The sentence for the report: what is silent in this version is not healthy because it is silent. */
export const hiddenLinesSentence = (version: string): string | undefined => {
  const lines = hiddenLines(version);
  if (lines.length === 0) return undefined;
  const shown = lines
    .slice(0, 3)
    .map((text) => `“${text}”`)
    .join(', ');
  const more = lines.length > 3 ? ` and ${lines.length - 3} more` : '';
  return `Driver ${version} does not print ${shown}${more} by default: their absence proves nothing (\`ethtool -s IF msglvl\` shows them).`;
};
