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

/** The source of a conversion's group. A `%s` that prints `__func__` is held to a function's name. */
function sourceOf(kind: Conversion, name: string | undefined): string {
  return kind === 'text' && name === 'function' ? '([\\w.]+)' : sources[kind];
}

/**
 * The pattern of a whole body, anchored at both ends, one group per conversion.
 * Only `%s` may match anything, so the run time is linear for one inner `%s` and bounded by the caller's length limit
 * for the few formats with more.
 */
export function patternOf(pieces: readonly Piece[], names: readonly string[], flags = ''): RegExp {
  let group = 0;
  const source = pieces.map((piece, at) => {
    if (piece.kind === 'literal') return piece.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    const name = names[group++];
    return piece.kind === 'text' && name !== 'function' && at === pieces.length - 1
      ? '(.*)'
      : sourceOf(piece.kind, name);
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
  const pattern = patternOf(pieces, names);
  return (body) => {
    const match = pattern.exec(body);
    return match ? collectValues(pieces, names, match) : undefined;
  };
}

/** Names what the groups of {@link patternOf} captured. */
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

/** Prints a format, one argument per conversion in order; widths and zero padding are left out. */
export function render(text: string, args: readonly (number | string)[]): string {
  let order = 0;
  const print = (kind: Conversion): string => {
    const arg = args[order++] ?? '';
    if (kind === 'hex' || kind === 'prefixedHex') return (kind === 'hex' ? '' : '0x') + Number(arg).toString(16);
    return String(arg);
  };
  return parseFormat(text)
    .map((piece) => (piece.kind === 'literal' ? piece.text : print(piece.kind)))
    .join('');
}

/** How far a cut body follows a format. */
export interface Prefix {
  /** Characters of literal text that the body has. */
  readonly literals: number;
  /** The values that were printed whole. */
  readonly values: Values;
}

/** Reads a body that was cut somewhere. Undefined when it is no proper prefix of what the format prints. */
export function readPrefix(pieces: readonly Piece[], names: readonly string[], body: string): Prefix | undefined {
  const values: Values = {};
  let literals = 0;
  let group = 0;
  let at = 0;
  for (const [order, piece] of pieces.entries()) {
    if (at === body.length) return { literals, values };
    if (piece.kind === 'literal') {
      if (body.startsWith(piece.text, at)) {
        literals += piece.text.length;
        at += piece.text.length;
        continue;
      }
      const rest = body.slice(at);
      return piece.text.startsWith(rest) ? { literals: literals + rest.length, values } : undefined;
    }
    const next = pieces[order + 1];
    const name = names[group++];
    const end = endOfConversion(piece.kind, name, next?.kind === 'literal' ? next.text : undefined, body, at);
    if (end === undefined) return undefined;
    // What touches the cut may go on behind it: "queue 1" may have been "queue 12".
    if (end === body.length) return next === undefined && piece.kind === 'text' ? undefined : { literals, values };
    if (name !== undefined && name !== '-') values[name] = readValue(piece.kind, body.slice(at, end));
    at = end;
  }
  return undefined;
}

/** A text that goes on for longer than this without what should follow it is another line, not one that was cut. */
const longestCutText = 32;

function endOfConversion(
  kind: Conversion,
  name: string | undefined,
  next: string | undefined,
  body: string,
  at: number,
): number | undefined {
  if (kind === 'text' && name !== 'function') {
    const found = next === undefined ? -1 : body.indexOf(next, at);
    if (found >= 0) return found;
    return next === undefined || body.length - at <= longestCutText ? body.length : undefined;
  }
  const pattern = new RegExp(sourceOf(kind, name), 'y');
  pattern.lastIndex = at;
  const found = pattern.exec(body);
  if (found) return at + found[0].length;
  return kind === 'mac' && /^[0-9a-fA-F:]{1,16}$/.test(body.slice(at)) ? body.length : undefined;
}
