const elision = /^[\s{}[\],.…]*(?:--|\[?snip\]?|<snip>)?[\s{}[\],.…]*$/i;
const longestElision = 80;

/** A line that says nothing: blank, cut short with `...`, grep's `--`, a bare bracket of JSON. */
export function isElision(text: string): boolean {
  return text.length <= longestElision && elision.test(text);
}
