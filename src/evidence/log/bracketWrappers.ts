import type { Clock } from './clock.ts';
import { type Draft, speaks } from './draft.ts';
import { fractionMs, iso, isoMs, readCalendar, secondsUs } from './stamp.ts';
import type { Wrapper } from './wrapper.ts';

/** `dmesg -d` adds the difference to the line before inside the bracket. */
const delta = '(?: *< *\\d{1,10}\\.\\d{1,9} *>)?';

const takeCalendar = (found: RegExpExecArray, draft: Draft, clock: Clock): void => {
  draft.clock = 'bracketed';
  const at = readCalendar(`${found[1]} ${found[6]}`);
  // An unknown locale's stamp is still a stamp: the line counts, its time is not known.
  if (at === undefined) return;
  const stamp = {
    ...at,
    hour: Number(found[2]),
    minute: Number(found[3]),
    second: Number(found[4]),
    ms: fractionMs(found[5]),
  };
  draft.wallMs =
    at.year === undefined
      ? clock.withoutYear(stamp, draft.wallMs)
      : clock.at(Date.UTC(at.year, at.month, at.day, stamp.hour, stamp.minute, stamp.second, stamp.ms));
};

/** The stamp that `dmesg -e` counts from: to be read whatever line it stands on. */
export const beginsMinute = (text: string): boolean => text[9] === ':' && /^\[\S{3} ?\d{1,2} \d\d:\d\d\]/.test(text);

/** What stands in square brackets in front of a message. */
export const bracketWrappers: readonly Wrapper[] = [
  {
    name: 'kernel stamp, with the caller field of CONFIG_PRINTK_CALLER',
    example: '[18509.800135][  T123] …',
    first: '[',
    pattern: new RegExp(`\\[ *(\\d{1,10})\\.(\\d{1,9})${delta}\\](?:\\[ *[TC]\\d+\\])?:? ?`, 'y'),
    sure: true,
    take(found, draft) {
      draft.uptimeUs = secondsUs(found[1]!, found[2]!);
      draft.clock = 'bracketed';
    },
  },
  {
    name: 'dmesg -T, of any locale',
    example: '[lun. nov. 23 14:30:00 2026] …',
    first: '[',
    pattern:
      /\[([^[\]:]{2,40}?) (\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?((?: [^[\]:<]{1,24})?)(?: *<[^<>\]]{1,20}>)?\]:? ?/y,
    sure: true,
    take(found, draft, clock) {
      if (/\d{4}-\d\d-\d\d$/.test(found[1]!)) return false;
      takeCalendar(found, draft, clock);
    },
  },
  {
    name: 'talosctl dmesg',
    example: '10.0.0.1: kern:     err: [2026-11-23T14:30:00.123Z]: …',
    first: '0123456789abcdefghijklmnopqrstuvwxyz',
    pattern: new RegExp(`(?:([\\w.:-]{1,64}): )?(kern|user|daemon): +([a-z]{3,7}): \\[${iso}\\]: `, 'y'),
    sure: true,
    take(found, draft, clock) {
      if (found[1] !== undefined) draft.host = found[1];
      speaks(draft, found[2] === 'kern' ? 'kernel' : found[2]!);
      draft.wallMs = clock.at(isoMs(found, 4));
      draft.clock = 'bracketed';
    },
  },
  {
    name: 'dmesg --time-format iso, or a harness',
    example: '[2026-11-23 14:30:00.123456+00:00] …',
    first: '[',
    pattern: new RegExp(`\\[${iso}(?: UTC)?${delta}\\]:? ?`, 'y'),
    sure: true,
    take(found, draft, clock) {
      draft.clock = 'bracketed';
      draft.wallMs = clock.at(isoMs(found, 1));
    },
  },
  {
    name: 'dmesg -e, first line of a minute',
    example: '[Nov23 14:30] …',
    first: '[',
    pattern: /\[([^[\]:\d\s]{3,6}) ?(\d{1,2}) (\d\d):(\d\d)\] ?/y,
    sure: true,
    take(found, draft, clock) {
      draft.clock = 'bracketed';
      const at = readCalendar(`${found[1]} ${found[2]}`);
      const time = { hour: Number(found[3]), minute: Number(found[4]), second: 0, ms: 0 };
      if (at !== undefined) draft.wallMs = clock.withoutYear({ ...at, ...time }, draft.wallMs);
    },
  },
  {
    name: 'dmesg -e, difference to the line before',
    example: '[  +0.000012] …',
    first: '[',
    pattern: /\[ *\+ *(\d{1,10})\.(\d{1,9})\] ?/y,
    sure: true,
    take(found, draft, clock) {
      draft.clock = 'bracketed';
      draft.wallMs = clock.after(secondsUs(found[1]!, found[2]!) / 1000);
    },
  },
  {
    name: 'dmesg -d without time',
    example: '[<    0.000012>] …',
    first: '[',
    pattern: /\[< *\d{1,10}\.\d{1,9} *>\] ?/y,
    sure: true,
    take(_found, draft) {
      draft.clock = 'bracketed';
    },
  },
  {
    name: 'time of day alone',
    example: '[14:30:00.123] …',
    first: '[',
    pattern: /\[\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\] ?/y,
    sure: false,
    take(_found, draft) {
      draft.clock = 'bracketed';
    },
  },
  {
    name: 'stamp that the poster elided',
    example: '[...] …',
    first: '[',
    pattern: /\[ *(?:…|\.{2,12}|[xX*]{1,10}(?:\.[xX*]{1,9})?|snip|timestamp|time) *\]:? ?/y,
    sure: false,
    take() {},
  },
  {
    name: 'kubectl logs --prefix',
    example: '[pod/node-logger-x7/reader] …',
    first: '[',
    pattern: /\[(pod\/[^\s\]]{1,200})\] /y,
    sure: true,
    take(found, draft) {
      draft.host ??= found[1];
    },
  },
  {
    name: 'state of a unit, from systemd on the console',
    example: '[  OK  ] …',
    first: '[',
    pattern: /\[(?: {2}OK {2}|FAILED|DEPEND| WARN | INFO |\*{1,3} *| +\*{1,3}) *\] /y,
    sure: true,
    take(_found, draft) {
      draft.tag ??= 'systemd';
    },
  },
];
