import { BadNotation } from './badNotation.ts';

/** A TCP port of this machine's loopback behind which one of the guest is. */
export interface Forward {
  readonly outer: number;
  readonly inner: number;
}

/** A network as the user names it. */
export type NetworkName =
  | { readonly kind: 'none' | 'echo' }
  | { readonly kind: 'user'; readonly forwards: readonly Forward[] }
  | { readonly kind: 'tap'; readonly name: string | undefined; readonly largeReceive: boolean }
  | { readonly kind: 'switch'; readonly path: string };

/** How networks are written. */
export const networkNotation = 'echo, none, tap[:NAME][,large-receive], user[,PORT:PORT…] or switch:PATH';

/** Said of a TAP: packets beyond the MTU stay whole. */
const largeReceiveWord = ',large-receive';
/** linux/if.h: 16 bytes with the NUL; no slash, no white space, not a folder's name. */
const interfaceName = /^(?!\.{1,2}$)[^\s/:]{1,15}$/;
/** `sun_path` of unix(7) with its NUL. */
const pathBytes = 107;

/**
 * Reads the value of `--net`.
 *
 * @throws BadNotation
 */
export const parseNetwork = (text: string): NetworkName => {
  if (/^user(?:,|$)/.test(text)) return { kind: 'user', forwards: text.split(',').slice(1).map(parseForward) };
  const largeReceive = /^tap\b/.test(text) && text.endsWith(largeReceiveWord);
  const [kind, value] = (largeReceive ? text.slice(0, -largeReceiveWord.length) : text).split(/:(.*)/s);
  if (value === undefined && (kind === 'none' || kind === 'echo')) return { kind };
  if (kind === 'tap') {
    if (value !== undefined && (!interfaceName.test(value) || Buffer.byteLength(value) > 15))
      throw new BadNotation(text, 'a TAP: an interface has a name of 1 to 15 bytes, without slash, colon and space');
    return { kind, name: value, largeReceive };
  }
  if (kind === 'switch') {
    if (!value || value.includes('\0') || Buffer.byteLength(value) > pathBytes)
      throw new BadNotation(text, `a switch: switch:PATH, where the path has 1 to ${pathBytes} bytes`);
    return { kind, path: value };
  }
  throw new BadNotation(text, `a network: it is ${networkNotation}`);
};

const parseForward = (text: string): Forward => {
  const [outer = 0, inner = 0] = /^\d{1,5}:\d{1,5}$/.test(text) ? text.split(':').map(Number) : [];
  if (Math.min(outer, inner) < 1 || Math.max(outer, inner) > 65_535)
    throw new BadNotation(text, 'a port of this machine and one of the guest: user,8080:80');
  return { outer, inner };
};
