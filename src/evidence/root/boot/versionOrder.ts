/** Compares names the way package managers and boot loaders do: numbers by value, everything else by letters. */
export const byVersion = (one: string, other: string): number => {
  const [left, right] = [partsOf(one), partsOf(other)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [a, b] = [left[at], right[at]];
    // Of two that begin alike the longer one is the newer; `~` announces a release and comes before it.
    if (a === undefined) return b === '~' ? 1 : -1;
    if (b === undefined) return a === '~' ? -1 : 1;
    const order = comparePart(a, b);
    if (order !== 0) return order;
  }
  return 0;
};

const partsOf = (name: string): readonly string[] => name.match(/\d+|[A-Za-z]+|~/g) ?? [];

const comparePart = (a: string, b: string): number => {
  if (a === '~' || b === '~') return a === b ? 0 : a === '~' ? -1 : 1;
  const [number, other] = [/^\d/.test(a), /^\d/.test(b)];
  if (number !== other) return number ? 1 : -1;
  if (!number) return a < b ? -1 : a > b ? 1 : 0;
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
};
