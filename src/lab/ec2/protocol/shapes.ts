import type { Field } from './form.ts';
import { requestRefusals } from './requestRefusals.ts';

/** Reads a parameter: what it is when the field is there, or absent. Throws Ec2Error for what it cannot be. */
export type Shape<T> = (field: Field | undefined, name: string) => T;

/** Parameters by their names. */
export type Shapes = Readonly<Record<string, Shape<unknown>>>;

/** What is read by such shapes. */
export type Taken<R extends Shapes> = { readonly [K in keyof R]: ReturnType<R[K]> };

/** What a shape reads, where it is there. */
type Present<S extends Shape<unknown>> = Exclude<ReturnType<S>, undefined>;

const leaf = (field: Field | undefined, name: string): string | undefined => {
  const [inner] = field?.fields.keys() ?? [];
  if (inner !== undefined) throw requestRefusals.unknownParameter(`${name}.${inner}`);
  return field?.value;
};

export const text: Shape<string | undefined> = leaf;

export const flag: Shape<boolean | undefined> = (field, name) => {
  const value = leaf(field, name);
  if (value === undefined) return undefined;
  if (/^true$/i.test(value)) return true;
  if (/^false$/i.test(value)) return false;
  throw requestRefusals.invalidValue(value, name, 'Expected a boolean.');
};

export const whole: Shape<number | undefined> = (field, name) => {
  const value = leaf(field, name);
  if (value === undefined) return undefined;
  if (/^-?\d{1,9}$/.test(value)) return Number(value);
  throw requestRefusals.invalidValue(value, name, 'Expected an integer.');
};

/** One of a few words. */
export const word =
  <const W extends string>(...words: readonly W[]): Shape<W | undefined> =>
  (field, name) => {
    const value = leaf(field, name);
    const known = words.find((one) => one === value);
    if (value !== undefined && known === undefined)
      throw requestRefusals.invalidValue(value, name, `Expected one of ${words.join(', ')}.`);
    return known;
  };

/** A parameter a request must have. */
export const required =
  <S extends Shape<unknown>>(shape: S): Shape<Present<S>> =>
  (field, name) => {
    const value = shape(field, name);
    if (value === undefined || value === '') throw requestRefusals.missingParameter(name);
    return value as Present<S>;
  };

/** `Name.1`, `Name.2` and so on, in the order of their numbers, which may have gaps. */
export const list =
  <S extends Shape<unknown>>(shape: S): Shape<readonly Present<S>[]> =>
  (field, name) => {
    if (field?.value) throw requestRefusals.unknownParameter(name);
    const numbered = [...(field?.fields ?? [])].map(([key, element]) => {
      if (!/^[1-9]\d{0,8}$/.test(key)) throw requestRefusals.unknownParameter(`${name}.${key}`);
      return { number: Number(key), element };
    });
    return numbered
      .sort((one, other) => one.number - other.number)
      .map(({ number, element }) => shape(element, `${name}.${number}`))
      .filter((value): value is Present<S> => value !== undefined);
  };

/** A list that has at least one element. */
export const some =
  <S extends Shape<unknown>>(shape: S): Shape<readonly Present<S>[]> =>
  (field, name) => {
    const elements = list(shape)(field, name);
    if (elements.length === 0) throw requestRefusals.missingParameter(name);
    return elements;
  };

/** `Name.member.1` and so on, as services other than EC2 number their lists. */
export const members =
  <S extends Shape<unknown>>(shape: S): Shape<readonly Present<S>[]> =>
  (field, name) =>
    list(shape)(field?.fields.get('member'), `${name}.member`);

/** Parameters within a parameter; undefined where there is none of them. */
export const record =
  <R extends Shapes>(shapes: R): Shape<Taken<R> | undefined> =>
  (field, name) =>
    field === undefined ? undefined : fieldsOf(field, shapes, `${name}.`);

/** Parameters that are read before it is known which others there may be. */
const ofEveryRequest = new Set(['Action', 'Version', 'DryRun']);

/**
 * The parameters of a request, each by its shape. Those of the signature are dropped before.
 *
 * @throws Ec2Error for one that has none
 */
export const fieldsOf = <R extends Shapes>({ fields }: Field, shapes: R, prefix = ''): Taken<R> => {
  for (const name of fields.keys()) {
    const isKnown = Object.hasOwn(shapes, name) || (prefix === '' && ofEveryRequest.has(name));
    if (!isKnown) throw requestRefusals.unknownParameter(prefix + name);
  }
  const entries = Object.entries(shapes).map(([name, shape]) => [name, shape(fields.get(name), prefix + name)]);
  return Object.fromEntries(entries) as Taken<R>;
};
