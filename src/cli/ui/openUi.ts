import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Feed } from '../../watch/feed.ts';
import type { History } from '../../watch/http/history.ts';
import { MemoryHistory } from '../../watch/http/memoryHistory.ts';
import type { Listening } from '../../watch/http/server.ts';
import { wallClock } from '../../watch/http/snapshot.ts';
import { BadValue } from '../errors.ts';
import type { Shell } from '../shell.ts';
import { openPage } from './openPage.ts';
import type { PageValues } from './pageOptions.ts';
import { readPort } from './readPort.ts';

const leastTokenLength = 16;

const isLoopback = (host: string): boolean => /^(?:127\.[\d.]+|::1|localhost)$/.test(host);
const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

const placeIn = (text: string | undefined): { readonly host: string; readonly port: number } => {
  const [, bracketed, plain, port] = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(text ?? '127.0.0.1:0') ?? [];
  const host = bracketed ?? plain;
  if (host === undefined)
    throw new BadValue('--ui-listen', text ?? '', 'an address and a port, such as 127.0.0.1:8321');
  return { host, port: readPort('--ui-listen', port) };
};

const tokenIn = (file: string): string => {
  let token = '';
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch {
    throw new BadValue('--ui-token-file', file, 'a file that can be read');
  }
  if (/^[!-~]+$/.test(token) && token.length >= leastTokenLength) return token;
  throw new BadValue('--ui-token-file', file, `a file with a word of at least ${leastTokenLength} letters and digits`);
};

/** Beyond this machine nobody looks without being asked: where no token is told, one is made that only its link knows. */
const listeningOf = (values: PageValues): Listening & { readonly host: string } => {
  const place = placeIn(values['ui-listen']);
  const file = values['ui-token-file'];
  if (file !== undefined) return { ...place, token: tokenIn(file), names: [hostname().toLowerCase()] };
  if (isLoopback(place.host)) return place;
  return { ...place, token: randomBytes(24).toString('base64url'), names: [hostname().toLowerCase()] };
};

/**
 * Serves the page of an agent where `--ui` asks for it, and prints where it is. Without a history it shows the last hour
 * since it was opened.
 *
 * @throws BadValue
 */
export const openUi = async (
  feed: Feed,
  values: PageValues,
  shell: Pick<Shell, 'err'>,
  history?: History,
): Promise<{ close(): Promise<void> } | undefined> => {
  if (!values.ui) return undefined;
  const listening = listeningOf(values);
  const kept = history === undefined ? new MemoryHistory(feed) : undefined;
  const page = await openPage({ feed, history: history ?? kept!, clock: wallClock }, listening);
  const shown = isEverywhere(listening.host)
    ? page.url.replace(/\/\/(?:0\.0\.0\.0|\[::\]):/, `//${hostname()}:`)
    : page.url;
  // Not among what is printed for programs.
  shell.err.write(`The page is at ${shown}\n`);
  return {
    close: async () => {
      kept?.close();
      await page.close();
    },
  };
};
