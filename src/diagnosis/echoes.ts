import type { LogLine } from '../evidence/observation.ts';

/** Enough for any bundle; beyond it a log is read once anyway. */
const maxRemembered = 100_000;

/**
 * Bundles hold the same kernel log several times: `dmesg`, the journal, `/var/log/messages`. A line that another
 * source gave already, stamped the same by the kernel or by the logger, is an echo and happened once.
 */
export class Echoes {
  readonly #sourceOf = new Map<number, string>();

  isEcho(line: LogLine): boolean {
    const stamp = line.when.uptimeUs ?? line.when.wallMs;
    if (stamp === undefined) return false;
    const key = hash(line, stamp);
    const source = this.#sourceOf.get(key);
    if (source !== undefined) return source !== line.place.source;
    if (this.#sourceOf.size < maxRemembered) this.#sourceOf.set(key, line.place.source);
    return false;
  }
}

/** 53 bits of FNV-1a over what makes a line this line: two lines in a million bundles share one by chance. */
const hash = ({ body, pci = '', host, when }: LogLine, stamp: number): number => {
  // Only one of two wrappers may name the host; microseconds since boot tell machines apart by themselves.
  const who = when.uptimeUs === undefined ? (host ?? '') : '';
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  const mix = (code: number) => {
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  };
  for (let i = 0; i < body.length; i++) mix(body.charCodeAt(i));
  for (let i = 0; i < pci.length; i++) mix(pci.charCodeAt(i));
  for (let i = 0; i < who.length; i++) mix(who.charCodeAt(i));
  mix(stamp % 0x7fffffff);
  mix(Math.floor(stamp / 0x7fffffff));
  return (low >>> 0) * 0x200000 + ((high >>> 0) & 0x1fffff);
};
