/** The directives of a `dkms.conf`, a file of shell assignments, as far as they can be read without running it. */
export const readDkmsConf = (lines: readonly string[]): ReadonlyMap<string, string> => {
  const directives = new Map<string, string>();
  const joined = lines.join('\n').slice(0, 262_144).replaceAll('\\\n', ' ').split('\n');
  for (const line of joined) {
    const [, name, index, raw] = /^\s*(?:export\s+)?([A-Z_]{1,64})(?:\[(\d{1,3})\])?=(.*)$/.exec(line) ?? [];
    if (name === undefined || raw === undefined) continue;
    directives.set(index === undefined || index === '0' ? name : `${name}[${index}]`, unquoted(raw, directives));
  }
  return directives;
};

/** Quotes taken off, and variables that the file itself sets replaced: the page's own has none of them. */
const unquoted = (raw: string, known: ReadonlyMap<string, string>): string => {
  const [, double, single, bare = ''] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s#;]*))/.exec(raw) ?? [];
  if (single !== undefined) return single;
  return (double ?? bare).replaceAll(
    /\$(?:\{(\w{1,64})\}|(\w{1,64}))/g,
    (all, braced, plain) => known.get(braced ?? plain) ?? all,
  );
};
