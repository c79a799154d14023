import { requestRefusals } from '../protocol/requestRefusals.ts';
import { list, record, required, text } from '../protocol/shapes.ts';
import { refusals } from '../refusals/index.ts';
import type { Tag } from '../world/world.ts';

/** `Filter.N.Name` and `Filter.N.Value.M`. */
export const filters = list(record({ Name: required(text), Value: list(text) }));

export type Filters = ReturnType<typeof filters>;

/** The filters of a kind of thing: what of it each looks at. */
export type Filterable<T> = Readonly<Record<string, (of: T) => readonly (string | number | boolean | undefined)[]>>;

/** Whether a text is what a pattern with `*` and `?` says; a backslash takes their meaning away. Time: product of lengths. */
export const isLike = (text: string, pattern: string): boolean => {
  const steps = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
  const fits = (step: string, character: string) =>
    step === '?' || (step.length === 2 ? step[1] === character : step === character);
  let at = 0;
  let step = 0;
  let star = -1;
  let afterStar = 0;
  while (at < text.length) {
    if (steps[step] === '*') {
      star = step++;
      afterStar = at;
    } else if (step < steps.length && fits(steps[step]!, text[at]!)) {
      step++;
      at++;
    } else if (star !== -1) {
      step = star + 1;
      at = ++afterStar;
    } else return false;
  }
  while (steps[step] === '*') step++;
  return step === steps.length;
};

/** Long enough for any id, name or tag. */
const longestPattern = 256;

const tagsOf = (of: object): readonly Tag[] => ('tags' in of ? (of.tags as readonly Tag[]) : []);

const valuesOf = <T extends object>(of: T, name: string, table: Filterable<T>) => {
  if (name.startsWith('tag:'))
    return tagsOf(of)
      .filter(({ key }) => key === name.slice(4))
      .map(({ value }) => value);
  if (name === 'tag-key') return tagsOf(of).map(({ key }) => key);
  if (!Object.hasOwn(table, name)) throw refusals.invalidFilter(name);
  return table[name]!(of);
};

/**
 * Keeps what every filter lets pass; a filter lets pass what has any of its values.
 *
 * @throws Ec2Error for a filter there is not
 */
export const passing = <T extends object>(all: readonly T[], asked: Filters, table: Filterable<T>): T[] => {
  for (const { Name, Value } of asked) {
    if (!Name.startsWith('tag:') && Name !== 'tag-key' && !Object.hasOwn(table, Name))
      throw refusals.invalidFilter(Name);
    for (const pattern of Value)
      if (pattern.length > longestPattern) throw requestRefusals.invalidValue('…', Name, 'It is too long.');
  }
  return all.filter((of) =>
    asked.every(({ Name, Value }) =>
      valuesOf(of, Name, table).some(
        (value) => value !== undefined && Value.some((pattern) => isLike(String(value), pattern)),
      ),
    ),
  );
};
