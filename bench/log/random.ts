/** A small seeded generator (mulberry32): the same seed gives the same log on every machine. */
export interface Random {
  /** A whole number from 0 to `below - 1`. */
  below(below: number): number;
}

export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return {
    below: (below) => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    },
  };
};

const hexDigits = '0123456789abcdef';

/** `digits` random hexadecimal digits. */
export const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => hexDigits[random.below(16)]).join('');

/** One of the rows, each as often as its weight says. */
export const weighted = <Row extends { readonly weight: number }>(rows: readonly Row[], random: Random): Row => {
  let left = random.below(rows.reduce((sum, row) => sum + row.weight, 0));
  return rows.find((row) => {
    left -= row.weight;
    return left < 0;
  })!;
};
