import { BadNotation } from './badNotation.ts';

/** A network as the user names it. */
export type NetworkName =
  | { readonly kind: 'none' | 'echo' | 'user' }
  | { readonly kind: 'tap'; readonly name: string | undefined; readonly largeReceive: boolean }
  | { readonly kind: 'switch'; readonly path: string };

/** How networks are written. */
export const networkNotation = 'echo, none, tap[:NAME][,large-receive], user or switch:PATH';

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
  const largeReceive = /^tap\b/.test(text) && text.endsWith(largeReceiveWord);
  const [kind, value] = (largeReceive ? text.slice(0, -largeReceiveWord.length) : text).split(/:(.*)/s);
  if (value === undefined && (kind === 'none' || kind === 'echo' || kind === 'user')) return { kind };
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
