/** No generator writes lines a hundredth as long. */
const mostCharacters = 64 * 1024;

/**
 * The words of a line of GRUB's script, quotes taken off. Variables are replaced by what `variables` holds; one that
 * it does not hold is replaced by nothing, as GRUB does.
 * @returns no words where the line is a comment
 */
export const grubWords = (line: string, variables: ReadonlyMap<string, string> = new Map()): readonly string[] => {
  const words: string[] = [];
  const token = /\s+|'([^']*)'?|"((?:[^"\\]|\\.)*)"?|\\(.)|([^\s'"\\]+)/gs;
  let word: string | undefined;
  const expand = (text: string) =>
    text.replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced, bare) => variables.get(braced ?? bare) ?? '');
  if (/^\s*#/.test(line)) return words;
  for (const [space, single, double, escaped, bare] of line.slice(0, mostCharacters).matchAll(token)) {
    if (/^\s/.test(space)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      const text = single ?? escaped ?? expand((double ?? bare ?? '').replaceAll(/\\(["\\$])/g, '$1'));
      word = (word ?? '') + text;
    }
  }
  return word === undefined ? words : [...words, word];
};
