import { BadValue } from '../errors.ts';

/**
 * A port; any free one where none is told.
 *
 * @throws BadValue
 */
export const readPort = (option: string, text: string | undefined): number => {
  if (text === undefined) return 0;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new BadValue(option, text, 'a port, 0 to 65535');
};
