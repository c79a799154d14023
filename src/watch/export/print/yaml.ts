/** What can be written as YAML. */
export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml };

/** A word that YAML takes for text and nothing else. */
const plain = /^(?!(?:true|false|yes|no|on|off|null|y|n)$)[A-Za-z_/][A-Za-z0-9_./-]*$/i;

const scalar = (value: string | number | boolean): string =>
  typeof value !== 'string' || plain.test(value) ? `${value}` : JSON.stringify(value);

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

const linesOf = (value: Yaml, indent: string): string => {
  if (typeof value !== 'object') return ` ${scalar(value)}\n`;
  if (isEmpty(value)) return Array.isArray(value) ? ' []\n' : ' {}\n';
  if (Array.isArray(value))
    return `\n${value
      .map((item: Yaml) => {
        const lines = linesOf(item, `${indent}  `);
        // The first line of a mapping stands beside its dash.
        return `${indent}-${lines.startsWith('\n') ? ` ${lines.slice(indent.length + 3)}` : lines}`;
      })
      .join('')}`;
  const entries = Object.entries(value as { readonly [key: string]: Yaml });
  return `\n${entries.map(([key, item]) => `${indent}${scalar(key)}:${linesOf(item, `${indent}  `)}`).join('')}`;
};

/** YAML that people can read, of which any text that might be more than text is quoted as JSON does. */
export const yaml = (value: Yaml): string => linesOf(value, '').replace(/^\n/, '');
