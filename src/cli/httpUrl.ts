import { BadValue } from './errors.ts';

/**
 * A URL to send something to. The value is not repeated in the complaint where it may hold a password.
 *
 * @throws BadValue for what is no http(s) URL
 */
export const readHttpUrl = (option: string, text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new BadValue(option, text.includes('@') ? '…' : text, 'a URL such as https://host:port/path');
};
