/** Parameters of a kernel's command line, in order; a word without `=` has an empty value. `-` and `_` are one. */
export const readCommandLine = (options: string): readonly (readonly [name: string, value: string])[] => {
  const words = options.slice(0, 65_536).match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];
  return words.map((word) => {
    const equals = word.indexOf('=');
    const name = (equals < 0 ? word : word.slice(0, equals)).replaceAll('-', '_');
    return [name, equals < 0 ? '' : word.slice(equals + 1).replaceAll('"', '')] as const;
  });
};
