/** What Markdown needs around text that may contain anything. Expects text made visible. */

/**
 * What Markdown acts on within a line. A bracket is harmless until a link, its target or its definition follows;
 * an underscore inside of a word (as in the names of counters) is harmless too. Both stay readable in raw text.
 */
const active = /[\\`*<>|~&$]|\](?=[([:])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
/** What begins a heading, a list, a quotation or a rule when it stands first on a line. */
const leading = /^(\s*)([-+=#]|\d{1,9}(?=[.)]))/;

/** Text that Markdown shows as it is, on one line, inside a table too. */
export function inline(text: string): string {
  const escaped = text.replace(active, '\\$&');
  return escaped.replace(leading, (_, space: string, mark: string) =>
    /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.matchAll(/`+/g)) longest = Math.max(longest, run[0].length);
  return longest;
}

/** A code span whose ticks are longer than any inside. */
export function code(text: string): string {
  if (text.trim() === '') return '';
  const ticks = '`'.repeat(longestRun(text) + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return ticks + space + text + space + ticks;
}

/** A code span in a table, where a bar would end the cell even inside of code. */
export function cellCode(text: string): string {
  return text.includes('|') ? inline(text) : code(text);
}

/** Our own sentences: what they put in backticks stays code, the rest is escaped. */
export function prose(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return inline(text);
  return parts.map((part, index) => (index % 2 === 1 ? code(part) : inline(part))).join('');
}

/** Lines in a fence longer than any run of backticks inside. */
export function fenced(lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return `${fence}text\n${lines.join('\n')}\n${fence}`;
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A section, or nothing at all where there is nothing to say. */
export function section(heading: string, body: string): string {
  return body === '' ? '' : `## ${heading}\n\n${body}`;
}
