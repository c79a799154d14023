/** Follows `NextToken` from page to page. Ends at a token that was given before: a server that turns in circles. */
export const pages = async function* <Page extends { readonly NextToken?: string }>(
  ask: (token: { NextToken?: string }) => Promise<Page>,
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await ask(token === undefined ? {} : { NextToken: token });
    yield page;
    token = page.NextToken || undefined;
    if (token !== undefined && seen.has(token)) return;
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
};
