import { text, whole } from '../protocol/shapes.ts';
import { refusals } from '../refusals/index.ts';

/** Parameters of an answer that comes in pages. */
export const paging = { MaxResults: whole, NextToken: text };

interface Asked {
  readonly MaxResults: number | undefined;
  readonly NextToken: string | undefined;
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** Without `MaxResults` so many; all, unless told. */
  readonly usual?: number;
}

const tokenOf = (last: string): string => Buffer.from(`after ${last}`).toString('base64url');

const lastOf = (token: string): string => {
  const [, last] = /^after (.+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (last === undefined) throw refusals.invalidToken();
  return last;
};

/**
 * A page of rows in the order of their keys, and the token of the next one. Rows that come or go between two pages
 * neither repeat nor hide others.
 *
 * @throws Ec2Error for a size out of bounds, or a token of another making
 */
export const page = <T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  { MaxResults, NextToken }: Asked,
  { least, most, usual = Number.POSITIVE_INFINITY }: Bounds,
): { readonly rows: readonly T[]; readonly nextToken: string | undefined } => {
  if (MaxResults !== undefined && MaxResults < least) throw refusals.pageTooSmall(MaxResults, least);
  if (MaxResults !== undefined && MaxResults > most) throw refusals.pageTooLarge(MaxResults, most);
  const after = NextToken ? lastOf(NextToken) : '';
  const rest = rows.map((row) => ({ row, key: keyOf(row) })).filter(({ key }) => key > after);
  rest.sort((one, other) => (one.key < other.key ? -1 : 1));
  const size = MaxResults ?? usual;
  const shown = rest.slice(0, size);
  const isLast = rest.length <= size;
  return { rows: shown.map(({ row }) => row), nextToken: isLast ? undefined : tokenOf(shown.at(-1)!.key) };
};
