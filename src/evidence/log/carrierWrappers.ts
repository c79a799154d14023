import { speaks } from './draft.ts';
import { readFields } from './fields.ts';
import { iso, isoMs } from './stamp.ts';
import { digits, logAhead, type Wrapper } from './wrapper.ts';

/** The text of a CSV cell that begins at the start of `text`, and ends where the cell does. */
const csvCell = (text: string): string => {
  if (!text.startsWith('"')) return text;
  const end = /(?<!")"(?:"")*(?=,|$)/g;
  end.lastIndex = 1;
  const stop = end.exec(text);
  return text.slice(1, stop ? end.lastIndex - 1 : undefined).replaceAll('""', '"');
};

/** The message of an object whose end is missing, as a pager or a bound leaves it. */
const messageOfCut = (json: string): string | undefined => {
  const found = /"(?:MESSAGE|message|msg|log)" ?: ?"((?:[^"\\]|\\["\\/nrt]){1,4000})/.exec(json);
  return found?.[1]?.replace(/\\[nrt]$/, '').replace(/\\(["\\/])/g, '$1');
};

const afterMatch = (found: RegExpExecArray): string => found.input.slice(found.index + found[0].length);

/** Formats that carry a record rather than stand in front of it. */
export const carrierWrappers: readonly Wrapper[] = [
  {
    name: 'syslog of RFC 5424',
    example: '<3>1 2026-11-23T14:30:00.123456Z ip-10-0-0-1 kernel - - [origin x="y"] \ufeff…',
    first: '<',
    pattern: new RegExp(
      `<(\\d{1,3})>\\d (?:${iso}|-) (\\S{1,255}) (\\S{1,48}) \\S{1,128} \\S{1,32} (?:-|(?:\\[(?:[^\\]\\\\]|\\\\.)*\\])+) ?\\ufeff?`,
      'y',
    ),
    sure: true,
    take(found, draft, clock) {
      draft.level = Number(found[1]) & 7;
      if (found[2] !== undefined) draft.wallMs = clock.at(isoMs(found, 2));
      if (found[10] !== '-') draft.host = found[10];
      speaks(draft, found[11]!);
    },
  },
  {
    name: 'priority of dmesg -r, of a raw console and of syslog on the wire',
    example: '<3>[18509.800135] …',
    first: '<',
    pattern: /<(\d{1,3})>(?!\d )/y,
    sure: true,
    take(found, draft) {
      draft.level = Number(found[1]) & 7;
    },
  },
  {
    name: 'record of /dev/kmsg',
    example: '3,1042,18509800135,-;…',
    first: digits,
    pattern: /(\d{1,5}),\d{1,20},(\d{1,17}),[^;\s]{1,80};/y,
    sure: true,
    take(found, draft) {
      const priority = Number(found[1]);
      draft.kmsg = true;
      draft.level = priority & 7;
      draft.uptimeUs = Number(found[2]);
      draft.tag ??= priority >> 3 === 0 ? 'kernel' : 'a process';
    },
  },
  {
    name: 'JSON: journalctl, CloudWatch, docker, fluentd and whatever else logs objects',
    example: '{"MESSAGE":"…","PRIORITY":"3","_HOSTNAME":"ip-10-0-0-1","__REALTIME_TIMESTAMP":"1795444200123456"}',
    first: '{',
    // Counters, too, come as objects: without a field for a message it is no log.
    pattern: /(?=\{.{0,2000}?"(?:__CURSOR|_BOOT_ID|PRIORITY|MESSAGE|@?message|msg|log)" ?:)/y,
    sure: true,
    take(found, draft, clock) {
      const text = afterMatch(found);
      try {
        return readFields(JSON.parse(text), draft, clock) ?? false;
      } catch {
        return messageOfCut(text) ?? false;
      }
    },
  },
  {
    name: 'journalctl -o json-sse',
    example: 'data: {"MESSAGE":"…"}',
    first: 'd',
    pattern: /data: (?=\{)/y,
    sure: true,
    take() {},
  },
  {
    name: 'CSV of CloudWatch Logs',
    example: '2026-11-23 14:30:00.123,"…"',
    first: `${digits}"`,
    // Behind the comma there may be a fraction, too: that is a clock, no table.
    pattern: new RegExp(`"?(?:${iso}|(\\d{13}))"?,(?!\\d{3,9}(?:Z|[+-]\\d\\d:?\\d\\d| |\\]))`, 'y'),
    sure: false,
    take(found, draft, clock) {
      draft.wallMs = clock.at(found[9] === undefined ? isoMs(found, 1) : Number(found[9]));
      draft.clock = 'bracketed';
      return csvCell(afterMatch(found));
    },
  },
  {
    name: 'string of a list in JSON or a program',
    example: '    "[18509.800135] …",',
    first: '"',
    pattern: new RegExp(`"${logAhead}((?:[^"\\\\]|\\\\.)*)" ?[,;\\])}]{0,3}\\s*$`, 'y'),
    sure: false,
    take: (found) => found[1]!.replace(/\\(["\\])/g, '$1'),
  },
  {
    name: 'row of a CloudWatch table',
    example: '| 2026-11-23 14:30:00.123 | … |',
    first: '|',
    pattern: new RegExp(`\\| *(?:${iso}|\\d{13}) *\\| *(.*?)(?: *\\|)?$`, 'y'),
    sure: false,
    take(found, draft, clock) {
      draft.clock = 'bracketed';
      if (found[1] !== undefined) draft.wallMs = clock.at(isoMs(found, 1));
      return found[9]!;
    },
  },
  {
    name: 'row of a table in a ticket',
    example: '| [18509.800135] … |',
    first: '|',
    pattern: new RegExp(`\\| *${logAhead}(.*?) *\\|\\s*$`, 'y'),
    sure: false,
    take: (found) => found[1]!,
  },
  {
    name: 'event of Kubernetes, as YAML',
    example: "  message: '…'",
    first: 'm-',
    pattern: /(?:- )?message: +(?=\S)(?!\|)/y,
    sure: false,
    take(found) {
      const text = afterMatch(found);
      const quote = text.charAt(0);
      if (quote !== "'" && quote !== '"') return text;
      const inner = text.slice(1).trimEnd();
      const whole = inner.endsWith(quote) ? inner.slice(0, -1) : inner;
      return quote === "'" ? whole.replaceAll("''", "'") : whole.replace(/\\(["\\])/g, '$1');
    },
  },
  {
    name: 'event of Kubernetes, as kubectl lists and describes it',
    example: '  Warning  TaskHung  3m (x2 over 5m)  kernel-monitor  …',
    first: 'WN0123456789',
    pattern:
      /(?:\d{1,5}[smhd]\w{0,8} +)?(?:Warning|Normal) +[A-Z]\w{2,60} +(?:\d{1,5}[smhd]\w{0,8}(?: \(x\d{1,9} over \w{1,12}\))? +)?(?:[\w-]{1,40}-monitor(?:, \S{1,80})?|node\/\S{1,80}) +/y,
    sure: false,
    take() {},
  },
];
