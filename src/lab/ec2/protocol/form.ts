import { requestRefusals } from './requestRefusals.ts';

/** A field of a request: `Filter.1.Name=x` is `x` in the field `Name` of the field `1` of the field `Filter`. */
export interface Field {
  value?: string;
  readonly fields: Map<string, Field>;
}

/** Far more than any request in earnest has. */
const mostPairs = 4000;
const deepest = 10;

const emptyField = (): Field => ({ fields: new Map() });

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw requestRefusals.malformedQuery();
  }
};

/**
 * Reads `application/x-www-form-urlencoded` into a tree of fields.
 *
 * @throws Ec2Error for what is no text, no query, too deep, too much, or says a thing twice
 */
export const readForm = (bytes: Uint8Array): Field => {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw requestRefusals.malformedQuery();
  }
  const root = emptyField();
  if (text === '') return root;
  // One more than allowed is enough to know.
  const pairs = text.split('&', mostPairs + 1);
  if (pairs.length > mostPairs) throw requestRefusals.malformedQuery();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const path = name.split('.', deepest + 1);
    if (name === '' || path.length > deepest) throw requestRefusals.malformedQuery();
    let field = root;
    for (const step of path) {
      const next = field.fields.get(step) ?? emptyField();
      field.fields.set(step, next);
      field = next;
    }
    if (field.value !== undefined) throw requestRefusals.repeatedParameter(name);
    field.value = equals === -1 ? '' : decode(pair.slice(equals + 1));
  }
  return root;
};
