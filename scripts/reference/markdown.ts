/** Pieces of Markdown as GitHub renders it. */

/** Running text: what stands between backticks is left alone, the rest cannot become HTML. */
export const text = (words: string): string =>
  words
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('*', '\\*'),
    )
    .join('`');

/** Literal text, with a fence longer than any backticks in it. */
export const code = (literal: string): string => {
  const longest = Math.max(0, ...[...literal.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${literal} ${fence}` : `${fence}${literal}${fence}`;
};

/** The anchor of a name, written out before its heading so that it does not depend on the heading's words. */
export const anchorOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

export const anchor = (name: string): string => `<a id="${anchorOf(name)}"></a>`;

/** A table; cells are Markdown already. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    heads,
    heads.map(() => '---'),
    ...rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' '))),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
