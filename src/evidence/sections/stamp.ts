const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Zones by the letters `date` prints, hours from UTC; letters not listed are read as UTC. */
const zoneHours: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  BST: 1,
  CET: 1,
  CEST: 2,
  IST: 5.5,
  JST: 9,
};

const iso = /\b(20\d\d)-(\d\d)-(\d\d)[T :_](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d|[A-Z]{3,4}\b)?/;
/** `Mon Nov 23 19:01:17 UTC 2026`, `Mon Nov 23 07:01:17 PM UTC 2026`, `Mon Nov 23 19:01:17 2026`. */
const unix =
  /\b([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?: ([AP]M))?(?: ([A-Z]{3,4}|[+-]\d{2,4}))? (20\d\d)\b/;
/** `Mon 23 Nov 2026 07:01:17 PM UTC`. */
const local = /\b(\d{1,2}) ([A-Z][a-z]{2}) (20\d\d),? (\d\d):(\d\d):(\d\d)(?: ([AP]M))?(?: ([A-Z]{3,4}|[+-]\d{2,4}))?/;
const epoch = /^\s*(1[4-9]\d{8}|2[0-4]\d{8})(?:\.\d{1,9})?\s*$/;

/** The date and time that a short text shows, in milliseconds since 1970 UTC. */
export function findStamp(text: string): number | undefined {
  if (!text.includes(':')) {
    const seconds = epoch.exec(text)?.[1];
    return seconds === undefined ? undefined : Number(seconds) * 1000;
  }
  const a = iso.exec(text);
  if (a !== null) {
    const month = String(Number(a[2]) - 1);
    return instant([a[1], month, a[3], a[4], a[5], a[6]], a[8], undefined, Number(`0.${a[7] ?? 0}`) * 1000);
  }
  const b = unix.exec(text);
  if (b !== null) {
    return instant([b[8], monthOf(b[1]), b[2], b[3], b[4], b[5]], b[7], b[6]);
  }
  const c = local.exec(text);
  return c === null ? undefined : instant([c[3], monthOf(c[2]), c[1], c[4], c[5], c[6]], c[8], c[7]);
}

function monthOf(name = ''): string {
  return String(months.indexOf(name.toLowerCase()));
}

function instant(parts: (string | undefined)[], zone = 'UTC', half?: string, ms = 0): number | undefined {
  const [year = 0, month = -1, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) {
    return undefined;
  }
  const hourOfDay = half === undefined ? hour : (hour % 12) + (half === 'PM' ? 12 : 0);
  return Date.UTC(year, month, day, hourOfDay, minute, second, Math.trunc(ms)) - offsetMs(zone);
}

function offsetMs(zone: string): number {
  const numeric = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (numeric === null) {
    return (zoneHours[zone] ?? 0) * 3_600_000;
  }
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
  return (numeric[1] === '-' ? -minutes : minutes) * 60_000;
}
