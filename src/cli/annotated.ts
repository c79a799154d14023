import { lineMeaning } from '../diagnosis/lineMeaning.ts';
import { collect } from '../evidence/collect.ts';
import type { ExitCode } from './exitCode.ts';
import { visible } from './render/visible.ts';
import type { Shell } from './shell.ts';
import type { AnnotateValues } from './verbs/annotate.ts';

/**
 * `ena annotate`: prints the lines that concern ENA with their meanings.
 *
 * @returns 0 when there was such a line, 3 when there was none.
 */
export const annotated = async (
  values: AnnotateValues,
  sources: readonly string[],
  shell: Shell,
): Promise<ExitCode> => {
  let lines = 0;
  const { summaries } = await collect(
    sources,
    (seen) => {
      if (seen.kind !== 'log') return;
      lines++;
      const meaning = lineMeaning(seen);
      const where = values.source ? `${visible(seen.place.source)}:${seen.place.line}: ` : '';
      // A line that AWS's page or a colleague annotated already keeps only its own words.
      const text = visible(seen.place.text.replace(/[ \t]+\/\/.*$/, '')).trimEnd();
      shell.out.write(`${where}${text}${meaning === '' ? '' : `  // ${meaning}`}\n`);
    },
    { now: () => shell.now(), stdin: shell.input() },
  );
  for (const { path, problem } of summaries)
    if (problem !== undefined) shell.err.write(`ena: ${visible(path)}: ${problem}\n`);
  if (lines === 0) shell.err.write('ena: no line about ENA was found\n');
  return lines > 0 ? 0 : 3;
};
