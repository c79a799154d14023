/**
 * Versions of the drivers: reading them, comparing them, and when which came out.
 * A range is written `a-b` (both ends included), `<b`, `>=a`, a single version, or several of these with commas for "or".
 */

/** Where a version number comes from, as far as its form tells. */
export type VersionOrigin =
  /** A release of amzn-drivers: `2.12.0g`, and `1.1.2` from before releases carried the `g`. */
  | 'release'
  /** The driver of an upstream kernel that still had its own number: `2.1.0K`. */
  | 'kernel-module'
  /** A kernel release: newer upstream drivers have no number of their own and report the kernel's. */
  | 'kernel';

export interface Version {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  readonly origin: VersionOrigin;
  /** As it was given, trimmed. */
  readonly text: string;
}

/** Linux 3 is the oldest kernel any ENA driver supports, and no ENA driver has reached 3: the first number tells them apart. */
const firstKernelMajor = 3;

/**
 * Reads `2.12.0g`, `v2.17.0g`, `2.1.0K`, `6.12.34-1.amzn2023.x86_64` or `4.19`.
 * Returns `undefined` for what does not begin with two numbers.
 */
export function parseVersion(text: string): Version | undefined {
  const trimmed = text.trim();
  const match = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?([a-zA-Z]?)/.exec(trimmed);
  if (!match) return undefined;
  const [, major, minor, patch = '0', suffix] = match;
  const numbers = [Number(major), Number(minor), Number(patch)] as const;
  const origin = numbers[0] >= firstKernelMajor ? 'kernel' : suffix === 'K' ? 'kernel-module' : 'release';
  return { numbers, origin, text: trimmed };
}

/** Below zero where `a` is the older, above zero where it is the newer. Numbers only: origin and suffix do not count. */
export function compareVersions(a: Version, b: Version): number {
  return a.numbers[0] - b.numbers[0] || a.numbers[1] - b.numbers[1] || a.numbers[2] - b.numbers[2];
}

/**
 * Whether `version` lies in `range`, by numbers alone: who compares a kernel's number with a range of releases gets
 * nonsense, so look at `origin` first. Text that is no version lies in no range. A malformed range throws: ranges are
 * written by programmers.
 */
export function inRange(version: Version | string, range: string): boolean {
  const asked = typeof version === 'string' ? parseVersion(version) : version;
  const alternatives = boundsOf(range);
  if (!asked) return false;
  return alternatives.some(
    ({ from, to, below }) =>
      (!from || compareVersions(asked, from) >= 0) &&
      (!to || compareVersions(asked, to) <= 0) &&
      (!below || compareVersions(asked, below) < 0),
  );
}

interface Bounds {
  readonly from?: Version;
  readonly to?: Version;
  readonly below?: Version;
}

const knownRanges = new Map<string, readonly Bounds[]>();

function boundsOf(range: string): readonly Bounds[] {
  const known = knownRanges.get(range);
  if (known) return known;
  const bounds = range.split(',').map((part) => boundsOfOne(part.trim(), range));
  knownRanges.set(range, bounds);
  return bounds;
}

function boundsOfOne(part: string, range: string): Bounds {
  const read = (text: string): Version => {
    const version = parseVersion(text);
    if (!version) throw new RangeError(`"${range}" is no version range: "${text}" is no version`);
    return version;
  };
  if (part.startsWith('>=')) return { from: read(part.slice(2)) };
  if (part.startsWith('<')) return { below: read(part.slice(1)) };
  const [from = '', to = from] = part.split('-');
  // "6.12" as an upper end means the whole series: 6.12.117 belongs to it.
  const upper = read(to);
  return /^\d+\.\d+$/.test(to.trim())
    ? { from: read(from), below: { ...upper, numbers: [upper.numbers[0], upper.numbers[1] + 1, 0] } }
    : { from: read(from), to: upper };
}

/** A range as a person says it: `>=2.0.2` is "since 2.0.2", `1.0.0-1.2.0` is "1.0.0 to 1.2.0". */
export function rangeInWords(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      if (part.startsWith('>=')) return `since ${part.slice(2)}`;
      if (part.startsWith('<')) return `before ${part.slice(1)}`;
      const [from, to] = part.split('-');
      return to === undefined || to === from ? `${from} only` : `${from} to ${to}`;
    })
    .join(', ');
}
