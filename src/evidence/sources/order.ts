/** Where a member stands when a bundle is read: facts first, then logs as they were written, the running kernel's last. */
interface Place {
  readonly rank: number;
  readonly name: string;
  /** Days since 1970 for a dated log, minus its number for a numbered one; the current log is the youngest. */
  readonly age: number;
}

/** Ranks by name, first match wins. A name only ever orders: what a member is, is found by looking at it. */
const ranks: readonly { readonly pattern: RegExp; readonly rank: number }[] = [
  { pattern: /dmesg[._](?:boot|0|old)|journalctl.{0,80}boot_-\d/, rank: 2 },
  { pattern: /^dmesg|dmesg(?:\.human)?\.current|journalctl|^console/, rank: 3 },
  { pattern: /^(?:messages|syslog|kern\.?log|kernel|warn|system\.journal|vmcore-dmesg|boot\.log)/, rank: 1 },
];

const placeOf = (path: string): Place => {
  const plain = path.replace(/\.(?:gz|xz|bz2|zst)$/, '');
  const dated = /[-.](\d{4})-?(\d\d)-?(\d\d)(?:-\d{1,10})?$/.exec(plain);
  const numbered = /[.-](\d{1,4})$/.exec(plain);
  const rotation = dated ?? numbered;
  const name = rotation === null ? plain : plain.slice(0, rotation.index);
  const file = plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':')) + 1);
  const rank = ranks.find(({ pattern }) => pattern.test(file))?.rank ?? 0;
  if (rank === 0) return { rank, name: plain, age: 0 };
  if (dated)
    return { rank, name, age: Date.UTC(Number(dated[1]), Number(dated[2]) - 1, Number(dated[3])) / 86_400_000 };
  return { rank, name, age: numbered ? -Number(numbered[1]) : Number.POSITIVE_INFINITY };
};

/** Compares two member paths: the order in which what they say makes sense, rotated logs oldest first. */
export const byRole = (one: string, other: string): number => {
  const a = placeOf(one);
  const b = placeOf(other);
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.name !== b.name) return byName(a.name, b.name);
  return a.age === b.age ? byName(one, other) : a.age - b.age;
};

/** By code point, whatever the locale: two runs over one bundle must tell the same story. */
const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
