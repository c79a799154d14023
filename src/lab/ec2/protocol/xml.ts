/** What an answer is made of; nothing is printed of what is undefined. */
export type Xml = string | number | boolean | undefined | readonly Xml[] | { readonly [name: string]: Xml };

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A reader would take a bare one for a line's end.
  '\r': '&#13;',
};

/** Text as XML 1.0 can hold it: what it forbids becomes U+FFFD. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"'\r]/g, (character) => entities[character]!);

/** Prints a value; the elements of lists are called `each`. */
export const xml = (value: Xml, each: string): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeXml(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map((one: Xml) => `<${each}>${xml(one, each)}</${each}>`).join('');
  return Object.entries(value)
    .map(([name, inner]) => (inner === undefined ? '' : `<${name}>${xml(inner, each)}</${name}>`))
    .join('');
};
