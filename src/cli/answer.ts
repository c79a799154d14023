import { type Answer, explain, type Knowledge, listExplainable } from '../diagnosis/explain.ts';
import { findings } from '../diagnosis/findings/index.ts';
import { readWidth, wantsColor } from './appearance.ts';
import { errorCodes } from './errorCodes.ts';
import { UnknownWord } from './errors.ts';
import type { ExitCode } from './exitCode.ts';
import { explainableText, explanationText } from './explanationText.ts';
import { createPalette } from './render/terminal/paint.ts';
import type { Shell } from './shell.ts';
import type { ExplainValues } from './verbs/explain.ts';

const knowledge: Knowledge = { findings, errors: errorCodes };

const answerTo = async (words: string): Promise<Answer> => {
  const answer = explain(words, knowledge);
  if (answer.meanings.length > 0) return answer;
  // Every message of every driver: worth loading only once no name fits.
  const { matchAnywhere } = await import('../evidence/log/match.ts');
  return explain(words, { ...knowledge, matchLine: matchAnywhere });
};

const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/**
 * `ena explain`: prints what the words mean, or all that could be asked for.
 *
 * @throws UnknownWord with the nearest known names, BadValue
 */
export const answer = async (values: ExplainValues, words: readonly string[], shell: Shell): Promise<ExitCode> => {
  const width = readWidth(undefined, shell);
  const palette = createPalette(wantsColor('auto', shell));
  if (values.list) {
    const list = listExplainable(knowledge);
    shell.out.write(values.json ? asJson(list) : explainableText(list, width, palette));
    return 0;
  }
  const asked = words.join(' ');
  const { meanings, near } = await answerTo(asked);
  if (meanings.length === 0) throw new UnknownWord(asked, near);
  const texts = meanings.map((meaning) => explanationText(meaning, width, palette));
  shell.out.write(values.json ? asJson(meanings) : texts.join('\n\n'));
  return 0;
};
