/** A stretch of a printf format: text that stands as it is, or a conversion. */
export type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'integer' | 'hex' | 'prefixedHex' | 'text' | 'character' | 'mac' | 'pointer' };

export type Conversion = Exclude<Piece['kind'], 'literal'>;

/** What a conversion captured, by name. */
export type Values = Record<string, number | string>;

// `%pM` is a MAC address; a plain `%p` prints hex digits, or a word such as `(____ptrval____)` before the hash is seeded.
const conversionPattern = /%(%|pM|p|[#0-9.-]*(?:hh|h|ll|l|z|j)?[diuxXsc])/g;

const sources: Record<Conversion, string> = {
  integer: '(-?\\d+)',
  hex: '([0-9a-fA-F]+)',
  prefixedHex: '(0x[0-9a-fA-F]+|0)',
  text: '(.*?)',
  character: '(.)',
  mac: '((?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})',
  pointer: '(\\S+)',
};

function conversionOf(specifier: string): Conversion {
  if (specifier === 'pM') return 'mac';
  const letter = specifier.at(-1);
  if (letter === 'x' || letter === 'X') return specifier.startsWith('#') ? 'prefixedHex' : 'hex';
  if (letter === 's') return 'text';
  if (letter === 'c') return 'character';
  return letter === 'p' ? 'pointer' : 'integer';
}

/** Takes a printf format apart; neighbouring literal text is one piece. */
export function parseFormat(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  let end = 0;
  for (const found of text.matchAll(conversionPattern)) {
    literal += text.slice(end, found.index);
    end = found.index + found[0].length;
    const specifier = found[1] ?? '';
    if (specifier === '%') {
      literal += '%';
      continue;
    }
    if (literal !== '') pieces.push({ kind: 'literal', text: literal });
    literal = '';
    pieces.push({ kind: conversionOf(specifier) });
  }
  literal += text.slice(end);
  if (literal !== '') pieces.push({ kind: 'literal', text: literal });
  return pieces;
}

/** How many characters of the format stand as they are: the measure of how telling it is. */
export function literalLength(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + (piece.kind === 'literal' ? piece.text.length : 0), 0);
}

/**
 * The pattern of a whole body, anchored at both ends, one group per conversion.
 * Only `%s` may match anything, so the run time is linear for one inner `%s` and bounded by the caller's length limit
 * for the few formats with more.
 */
export function patternOf(pieces: readonly Piece[], flags = ''): RegExp {
  const source = pieces.map((piece, at) => {
    if (piece.kind === 'literal') return piece.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return piece.kind === 'text' && at === pieces.length - 1 ? '(.*)' : sources[piece.kind];
  });
  return new RegExp(`^${source.join('')}$`, flags);
}

/** Reads what a conversion printed. Numbers above 2^53 lose their last digits. */
export function readValue(kind: Conversion, printed: string): number | string {
  if (kind === 'integer') return Number(printed);
  if (kind === 'hex' || kind === 'prefixedHex') return Number.parseInt(printed, 16);
  return printed;
}

/** Compiles a printf format to a reader of whole bodies: the values by name (`-` is left out), or undefined. */
export function compileFormat(text: string, names: readonly string[]): (body: string) => Values | undefined {
  const pieces = parseFormat(text);
  const pattern = patternOf(pieces);
  return (body) => {
    const match = pattern.exec(body);
    return match ? collectValues(pieces, names, match) : undefined;
  };
}

/** Names what the groups of `patternOf(pieces)` captured. */
export function collectValues(pieces: readonly Piece[], names: readonly string[], match: RegExpExecArray): Values {
  const values: Values = {};
  let group = 0;
  for (const piece of pieces) {
    if (piece.kind === 'literal') continue;
    const name = names[group++];
    const printed = match[group];
    if (name !== undefined && name !== '-' && printed !== undefined) values[name] = readValue(piece.kind, printed);
  }
  return values;
}
