import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const linkLastsMs = 10 * 60_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing of where two texts differ, nor of their lengths. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const cookieIn = (header: string | undefined, name: string): string | undefined => {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === name) return value?.trim();
  }
  return undefined;
};

const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const ipv6 = /^\[[\da-f:.]{2,45}\]$/i;

/**
 * Whether a Host header can be no name that somebody else resolves. A page of an attacker whose name was bound to this
 * machine's address still sends its own name; an address or `localhost` it cannot send.
 */
export const isTrustedHost = (host: string | undefined, names: readonly string[] = []): boolean => {
  const name = host?.replace(/:\d{1,5}$/, '').toLowerCase() ?? '';
  return name === 'localhost' || ipv4.test(name) || ipv6.test(name) || names.includes(name);
};

/** Whether a request that changes something comes from the page itself. */
export const isOwnOrigin = ({ headers: { origin, host } }: IncomingMessage): boolean =>
  origin !== undefined && (origin === `http://${host}` || origin === `https://${host}`);

/**
 * Who may look. Without a token everybody who reaches the server. With one: who sends it as a bearer, or came by a link that
 * works once and leaves a cookie, so that the token stands in no address, history or log.
 */
export class Access {
  readonly #token: string | undefined;
  readonly #nowMs: () => number;
  readonly #links = new Map<string, number>();

  constructor(token: string | undefined, nowMs: () => number) {
    this.#token = token;
    this.#nowMs = nowMs;
  }

  /** The path of a link that works once, within ten minutes; `/` where no token is asked for. */
  makeLink(): string {
    if (this.#token === undefined) return '/';
    const code = randomBytes(18).toString('base64url');
    this.#links.set(code, this.#nowMs() + linkLastsMs);
    return `/enter/${code}`;
  }

  /** The cookie for who came by a link; undefined where the link is none, was used, or is too old. */
  enter(code: string, port: number): string | undefined {
    // Looked for by its digest's equality, not by the map, whose time might tell.
    const known = [...this.#links].find(([one]) => isSame(one, code));
    if (known === undefined) return undefined;
    this.#links.delete(known[0]);
    if (known[1] < this.#nowMs()) return undefined;
    return `${cookieName(port)}=${this.#pass}; Path=/; HttpOnly; SameSite=Strict`;
  }

  admits({ headers }: IncomingMessage, port: number): boolean {
    if (this.#token === undefined) return true;
    const [, bearer] = /^Bearer ([!-~]{1,512})$/.exec(headers.authorization ?? '') ?? [];
    if (bearer !== undefined) return isSame(bearer, this.#token);
    const cookie = cookieIn(headers.cookie, cookieName(port));
    return cookie !== undefined && isSame(cookie, this.#pass);
  }

  /** Follows from the token, so that a page outlives a restart of the server, and does not tell it. */
  get #pass(): string {
    return createHmac('sha256', this.#token ?? '')
      .update('ena watch: page')
      .digest('base64url');
  }
}

/** Cookies do not tell ports apart; two servers of one machine must. */
const cookieName = (port: number): string => `ena-${port}`;
