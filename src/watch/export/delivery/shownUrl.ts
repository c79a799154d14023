/** A URL as it may be logged: without user, password, path and query, any of which may be the secret. */
export const shownUrl = (url: string): string => {
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname.length > 1 || search !== '' ? '/…' : ''}`;
};
