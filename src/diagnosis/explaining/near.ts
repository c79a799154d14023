/** Longer words are not compared: nothing that can be explained has so long a name. */
const maxWordLength = 48;
const maxSuggestions = 5;

/** How many letters must be added, removed, replaced or swapped with their neighbour; `limit` + 1 where it is more. */
export function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      now.push(
        Math.min(
          last[column]! + 1,
          now[column - 1]! + 1,
          last[column - 1]! + (same ? 0 : 1),
          swapped ? beforeLast[column - 2]! + 1 : limit + 1,
        ),
      );
    }
    if (Math.min(...now) > limit) return limit + 1;
    beforeLast = last;
    last = now;
  }
  return Math.min(last[to.length]!, limit + 1);
}

/** The known words that `word` was most likely meant to be: at most five, the nearest first. */
export function nearestWords(word: string, known: Iterable<string>): readonly string[] {
  if (word.length === 0 || word.length > maxWordLength) return [];
  const limit = Math.max(1, Math.floor(word.length / 3));
  const asked = word.toLowerCase();
  const near: { readonly name: string; readonly far: number }[] = [];
  for (const name of new Set(known)) {
    const far = distance(asked, name.toLowerCase(), limit);
    if (far <= limit) near.push({ name, far });
  }
  near.sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1));
  return near.slice(0, maxSuggestions).map(({ name }) => name);
}
