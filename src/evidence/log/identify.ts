import type { Message, Speaker } from '../../spec/message.ts';
import { kernelMessages } from '../../spec/messages/kernel.ts';
import { type Draft, isProcess } from './draft.ts';
import { matchBody, matchTruncated } from './match.ts';
import { devicePrefix, type Prefix, prefixes, realName, wholeAddress } from './prefix.ts';
import { readToolAnswer } from './toolAnswer.ts';

/** What is said, as far as a wording was found for it. */
export interface Said {
  readonly message: Message;
  readonly values: Readonly<Record<string, number | string>>;
  readonly truncated?: true;
}

/** Who speaks in a message, of which adapter, and what. */
export interface Identified {
  readonly speaker: Speaker;
  /** Whose wordings were tried. */
  readonly speakers: readonly Speaker[];
  readonly body: string;
  readonly pci: string | undefined;
  readonly interface: string | undefined;
  readonly said: Said | undefined;
}

/** No driver prints more; what is longer is cut rather than matched. */
const longestMessage = 4096;
/** The driver's device, at the start of a word. */
const deviceAhead = /[^\w./-](?=ena [\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.[\da-f][ :])/;
const cutMark = /(?:>|…|\.{3})$/;

/** Wordings that a process prints into the kernel log under its own name: `systemd-journald[%d]: …`. */
const processNames = new Set(kernelMessages.flatMap(({ text }) => /^([\w-]+)\[%d\]: /.exec(text)?.[1] ?? []));

/** AWS's page explains lines behind `//`, its translations behind `{{//`; what a terminal put behind the message goes too. */
const withoutTail = (text: string): string => {
  const comment = text.search(/[ \t](?:\{\{ ?)?\/\//);
  return (comment < 0 ? text : text.slice(0, comment)).trimEnd().replace(/[ \t]\.{4,80}$/, '');
};

const match = (body: string, speakers: readonly Speaker[]): Said | undefined => {
  const whole = matchBody(body, speakers);
  if (whole !== undefined || !cutMark.test(body)) return whole;
  return matchTruncated(body.replace(cutMark, ''), speakers);
};

/** The wording of a line that was cut without a mark. */
export const sayTruncated = ({ body, speakers }: Identified): Said | undefined =>
  body === '' ? undefined : matchTruncated(body, speakers);

const behindPrefix = (prefix: Prefix, found: RegExpExecArray, text: string, draft: Draft): Identified | undefined => {
  const body = text.slice(found[0].length);
  const said = match(body, prefix.speakers);
  const claimed = prefix.unknown === 'driver' || (prefix.unknown === 'driver if wrapped' && draft.wrapped);
  if (said === undefined && !(claimed && body !== '')) return undefined;
  // `eth0: a: 5` is a line of any driver; ENA's own dump always names the device.
  if (prefix.unknown === 'nothing' && said?.message.text.startsWith('%')) return undefined;
  return {
    speaker: said?.message.speaker === 'kernel' ? 'kernel' : prefix.speaker,
    speakers: prefix.speakers,
    body,
    pci: wholeAddress(found.groups?.pci) ?? draft.pci,
    interface: realName(found.groups?.interface),
    said,
  };
};

/** Opening quotation marks, each with what closes it. */
const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '«': '»',
  '‘': "'",
};

/** The line that a person quotes, up to the mark that closes the quotation. */
const quoted = (rest: string, mark: string): string => {
  const close = quotes[mark];
  // The apostrophe of `wasn't` closes nothing.
  const end = close === undefined ? -1 : close === "'" ? rest.search(/'(?!\w)/) : rest.indexOf(close);
  return end < 0 ? rest : rest.slice(0, end);
};

/** Behind what no wrapper knows, a driver's line is one if it is whole and the driver's to the letter. */
const behindUnknown = (text: string, draft: Draft): Identified | undefined => {
  const start = text.search(deviceAhead) + 1;
  if (start === 0) return undefined;
  const rest = quoted(text.slice(start), text.charAt(start - 1));
  devicePrefix.pattern.lastIndex = 0;
  const found = devicePrefix.pattern.exec(rest);
  const identified = found === null ? undefined : behindPrefix(devicePrefix, found, rest, draft);
  return identified?.said === undefined || identified.said.truncated ? undefined : identified;
};

const answered = (text: string, draft: Draft): Identified | undefined => {
  const answer = readToolAnswer(text, !isProcess(draft));
  if (answer?.said === undefined) return undefined;
  return {
    speaker: 'linux',
    speakers: ['linux'],
    body: answer.body,
    pci: undefined,
    interface: undefined,
    said: answer.said,
  };
};

/** FreeBSD lines its values up with tabs, which copies turn into blanks. */
const withoutColumns = (text: string): string => (/[ \t]{2}|\t/.test(text) ? text.replace(/[ \t]{1,64}/g, ' ') : text);

const kernelSays = (text: string): Identified | undefined => {
  const said =
    match(text, ['kernel']) ??
    (text.startsWith('current process') ? match(withoutColumns(text), ['kernel']) : undefined);
  if (said === undefined) return undefined;
  const name = said.values.interface;
  return {
    speaker: 'kernel',
    speakers: ['kernel'],
    body: text,
    pci: undefined,
    interface: typeof name === 'string' ? name : undefined,
    said,
  };
};

const signed = (text: string, draft: Draft): Identified | undefined => {
  for (const prefix of prefixes) {
    prefix.pattern.lastIndex = 0;
    const found = prefix.pattern.exec(text);
    if (found === null) continue;
    // What a process says under another driver's name is a quotation; DPDK lives in processes.
    if (isProcess(draft) && prefix.speaker !== 'dpdk') return undefined;
    const identified = behindPrefix(prefix, found, text, draft);
    if (identified !== undefined || prefix.speaker === 'efa') return identified;
  }
  if (!isProcess(draft)) return kernelSays(text) ?? behindUnknown(text, draft);
  return processNames.has(draft.tag!) ? kernelSays(`${draft.tag}[0]: ${text}`) : undefined;
};

/** Finds speaker and wording of a message without wrappers; `undefined`: it does not concern ENA. */
export const identify = (message: string, draft: Draft): Identified | undefined => {
  const text = withoutTail(message.length > longestMessage ? message.slice(0, longestMessage) : message);
  const identified = signed(text, draft);
  return identified?.said === undefined ? (answered(text, draft) ?? identified) : identified;
};

/** A driver's prefix that a fold cut in two, or one with nothing behind it. */
export const mayBeFoldedPrefix = (message: string): boolean =>
  /^(?:ena(?: [\da-f:.]{1,12}(?: [\w%().-]{1,20}){0,3}:?|:)?|\[ENA_COM(?:: ?\w{0,64}\]?)?)\s*$/.test(message);
