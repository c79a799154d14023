import type { Observation } from '../observation.ts';
import type { Section, TextLine } from '../section.ts';

export interface KeyedForm {
  /** Splits a line into key and value: two groups. Must be linear. */
  readonly row: RegExp;
  /** Whether a key belongs to this kind of output. A key that comes again ends the section, unless `repeats` has it. */
  readonly accepts: (key: string) => boolean;
  readonly repeats?: ReadonlySet<string>;
  /** What the rows say, by key; `first` is the line the section began with. */
  readonly conclude: (values: ReadonlyMap<string, string>, first: TextLine) => readonly Observation[];
}

const longestRow = 2_000;

/** Opens a section of `key: value` lines at `first`, if that is one. */
export function openKeyed(first: TextLine, form: KeyedForm): Section | undefined {
  const values = new Map<string, string>();
  const section: Section = {
    take(line) {
      if (line.text.trim() === '') {
        return true;
      }
      const row = line.text.length > longestRow ? null : form.row.exec(line.text);
      const key = row?.[1];
      if (key === undefined || !form.accepts(key)) {
        return false;
      }
      if (values.has(key)) {
        return form.repeats?.has(key) ?? false;
      }
      values.set(key, (row?.[2] ?? '').trim());
      return true;
    },
    end: () => (values.size === 0 ? [] : form.conclude(values, first)),
  };
  return first.text.trim() !== '' && section.take(first) ? section : undefined;
}
