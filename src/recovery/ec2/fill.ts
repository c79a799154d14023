/** What steps yielded so far: `ImageId` → `ami-0123…`. */
export type Results = Readonly<Record<string, string>>;

/** The input of a planned call with `$ImageId` and its like replaced by what an earlier step yielded. */
export const fill = <Input>(input: Input, results: Results): Input => {
  if (typeof input === 'string') {
    const result = input.startsWith('$') ? results[input.slice(1)] : undefined;
    return (result ?? input) as Input;
  }
  if (Array.isArray(input)) return input.map((each) => fill(each, results)) as Input;
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, fill(value, results)])) as Input;
};

/** The names a call still waits for. */
export const wanted = (input: unknown): readonly string[] => {
  if (typeof input === 'string') return input.startsWith('$') ? [input.slice(1)] : [];
  if (typeof input !== 'object' || input === null) return [];
  return Object.values(input).flatMap(wanted);
};
