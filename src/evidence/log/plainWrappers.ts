import { speaks } from './draft.ts';
import { monthOf } from './months.ts';
import { fractionMs, iso, isoMs, secondsUs } from './stamp.ts';
import { capitals, digits, logAhead, smalls, type Wrapper } from './wrapper.ts';

/** rsyslog's and BSD's `local0.err`, of which only the severity matters. */
const severities = new Map(
  ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'].map((name, level) => [name, level]),
);
severities.set('panic', 0).set('error', 3).set('warn', 4);

/** Clocks and names that stand bare in front of a message. */
export const plainWrappers: readonly Wrapper[] = [
  {
    name: 'syslog of RFC 3164; journalctl -o short, short-precise',
    example: 'Nov 23 14:30:00 ip-10-0-0-1 kernel: …',
    first: capitals,
    // What `date` prints looks like it, and has nothing behind it but the year.
    pattern:
      /(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2})(?: (\d{4}))? (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?! [AP]M | (?:[A-Z]{3,5} )?\d{4}\s*$)(?: (\d{4})(?= ))?(?: (?:UTC|GMT))?:? /y,
    sure: true,
    take(found, draft, clock) {
      const month = monthOf(found[1]!);
      if (month === undefined) return false;
      const at = { month, day: Number(found[2]), hour: Number(found[4]), minute: Number(found[5]) };
      const stamp = { ...at, second: Number(found[6]), ms: fractionMs(found[7]) };
      const year = found[3] ?? found[8];
      draft.clock = 'bare';
      draft.wallMs =
        year === undefined
          ? clock.withoutYear(stamp, draft.wallMs)
          : clock.at(Date.UTC(Number(year), month, at.day, at.hour, at.minute, stamp.second, stamp.ms));
    },
  },
  {
    name: 'ISO stamp: rsyslog, short-iso, aws logs tail, docker logs -t, harnesses',
    example: '2026-11-23T14:30:00.123456+00:00 ip-10-0-0-1 kernel: …',
    first: digits,
    pattern: new RegExp(`${iso}(?: ?(?:UTC|Z))?(?:: ?| [|-] | )(?=\\S+[ :[])`, 'y'),
    sure: true,
    take(found, draft, clock) {
      draft.clock = 'bare';
      draft.wallMs = clock.at(isoMs(found, 1));
    },
  },
  {
    name: 'journalctl -o short-full, with-unit',
    example: 'Mon 2026-11-23 14:30:00 UTC ip-10-0-0-1 kernel: …',
    first: capitals,
    pattern: new RegExp(`[A-Z][a-z]{2} ${iso}(?: [A-Z]{2,5})? `, 'y'),
    sure: true,
    take(found, draft, clock) {
      draft.clock = 'bare';
      draft.wallMs = clock.at(isoMs(found, 1));
    },
  },
  {
    name: 'host and process, after a clock',
    example: 'Nov 23 14:30:00 ip-10-0-0-1 kernel: …',
    first: `${smalls}${capitals}${digits}<_`,
    pattern:
      /(?!NMI |NETDEV )(?:<[\w.]{3,20}> )?(?:([^\s:[\]<>]{1,255}) )??(?:[a-z]{3,8}\d?\.([a-z]{3,7}) )?(kernel|[a-z][\w.@/-]{0,60}(?=[:[])|[A-Za-z][\w.@/-]{0,60}(?=\[))(?:\[(\d{1,8})\])?:(?: |$|(?=\[))/y,
    sure: false,
    take(found, draft) {
      const [, host, severity, tag, pid] = found;
      // `watchdog: BUG: …` is what the kernel says, no process.
      if (draft.clock === undefined || (host === undefined && tag !== 'kernel')) return false;
      const surely = tag === 'kernel' || pid !== undefined;
      if (draft.clock === 'bracketed' && (!surely || draft.tag !== undefined)) return false;
      draft.clock = undefined;
      draft.host = host ?? draft.host;
      if (severity !== undefined) draft.level = severities.get(severity);
      speaks(draft, tag!);
    },
  },
  {
    name: 'log of VPP, which carries that of DPDK',
    example: '2026/11/23 14:30:00:123 notice     dpdk           …',
    first: digits,
    pattern: /(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d):(\d{3}) +([a-z]{3,9}) +[a-z][\w/-]{1,40} +/y,
    sure: true,
    take(found, draft, clock) {
      const [year, month, day, hour, minute, second, ms] = found.slice(1, 8).map(Number);
      draft.wallMs = clock.at(Date.UTC(year!, month! - 1, day!, hour!, minute!, second!, ms!));
      draft.level = severities.get(found[8]!);
    },
  },
  {
    name: 'process that writes into the kernel log or the console',
    example: '[    2.504264] cloud-init[1197]: …',
    first: `${smalls}${capitals}_(`,
    pattern: /([A-Za-z_(][\w.@/()-]{0,60})\[\d{1,8}\]: /y,
    sure: false,
    take(found, draft) {
      speaks(draft, found[1]!);
    },
  },
  {
    name: 'kernel, without clock or host',
    example: 'kernel: …',
    first: 'k',
    pattern: /kernel(?:\[\d\])?: ?/y,
    sure: false,
    take(_found, draft) {
      speaks(draft, 'kernel');
    },
  },
  {
    name: 'dmesg -x',
    example: 'kern  :err   : [18509.800135] …',
    first: 'kudmalsncf',
    pattern: /(kern|user|daemon|mail|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|local\d) *:([a-z]{3,6}) *: /y,
    sure: true,
    take(found, draft) {
      draft.level = severities.get(found[2]!);
      if (found[1] !== 'kern') draft.tag ??= found[1];
    },
  },
  {
    name: 'journalctl -o short-unix',
    example: '1795444200.123456 ip-10-0-0-1 kernel: …',
    first: digits,
    pattern: /(\d{9,10})\.(\d{6}) (?=\S{1,255} [\w.@/-]{1,60}(?:\[\d{1,8}\])?: )/y,
    sure: true,
    take(found, draft, clock) {
      draft.clock = 'bare';
      draft.wallMs = clock.at(Math.trunc(secondsUs(found[1]!, found[2]!) / 1000));
    },
  },
  {
    name: 'kernel stamp without brackets',
    example: '18509.800135 …',
    first: digits,
    pattern: /(\d{1,8})\.(\d{3,9})(?:\] ?|: ?| )/y,
    sure: false,
    take(found, draft) {
      draft.clock = 'bracketed';
      draft.uptimeUs = secondsUs(found[1]!, found[2]!);
    },
  },
  {
    name: 'message repeated, as rsyslog folds it',
    example: 'Nov 23 14:30:00 ip-10-0-0-1 kernel: message repeated 3 times: [ …]',
    first: 'm',
    pattern: /message repeated (\d{1,9}) times: \[ ?(.*?)\]?$/y,
    sure: false,
    take(found, draft) {
      draft.repeats = Number(found[1]);
      return found[2]!;
    },
  },
  {
    name: 'clock of a harness, or of docker compose',
    example: '12:34:56.789 | …',
    first: `${digits}T+`,
    pattern: new RegExp(
      `(?:\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?|T?\\+?\\d{1,8}(?:\\.\\d{1,9})? ?m?s)(?:: ?| +[|-] +| +)${logAhead}`,
      'y',
    ),
    sure: false,
    take() {},
  },
  {
    name: 'name in front of a bar',
    example: 'reader-1  | …',
    first: `${smalls}${capitals}${digits}`,
    pattern: /[\w.-]{1,60} {0,20}\| /y,
    sure: false,
    take() {},
  },
  {
    name: 'CRI log of a container',
    example: '2026-11-23T14:30:00.123456789Z stderr F …',
    first: 's',
    pattern: /std(?:err|out) [FP] /y,
    sure: true,
    take() {},
  },
  {
    name: 'line number of grep -n, nl, less -N',
    example: '12:[18509.800135] …',
    first: digits,
    pattern: new RegExp(`\\d{1,9}(?:[:-] ?|[ \\t]{1,8})${logAhead}`, 'y'),
    sure: false,
    take() {},
  },
  {
    name: 'file name of grep, with or without line number',
    example: '/var/log/messages-20261123:12:Nov 23 14:30:00 ip-10-0-0-1 kernel: …',
    first: `${smalls}${capitals}${digits}./`,
    pattern: new RegExp(`[\\w.@+/-]{1,255}?(?::\\d{1,9}:|-\\d{1,9}-|: ?)${logAhead}`, 'y'),
    sure: false,
    take() {},
  },
  {
    name: 'stream of aws logs tail',
    example: '2026-11-23T14:30:00.123000+00:00 i-0abc/var/log/messages …',
    first: `${smalls}${capitals}${digits}`,
    pattern: new RegExp(`([\\w./#$@-]{1,255}) ${logAhead}`, 'y'),
    sure: false,
    take(found, draft) {
      if (draft.clock === undefined || draft.host !== undefined) return false;
      draft.host = found[1];
    },
  },
];
