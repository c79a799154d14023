import type { TextLine } from '../section.ts';
import type { Fields } from './fields.ts';

/** A record that was spread over several lines, and the line its message stands on. */
export interface SpreadRecord {
  readonly fields: Fields;
  readonly line: TextLine;
}

/** What a line was to the open record. `done` is a record that ended before or with it. */
export interface Taken {
  /** The line is part of a record, or ends one. */
  readonly part: boolean;
  readonly done?: SpreadRecord;
}

type Form = 'json' | 'export' | 'verbose';

const verboseHead = /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: [A-Z]{2,5})? \[s=[0-9a-f]{1,32};/;
const exported = /^([A-Z_][A-Z0-9_]{0,63})=(.*)$/;
const verboseField = /^ {2,}([A-Z_][A-Z0-9_]{0,63})=(.*)$/;
const jsonField = /^[\s{}[\],]*("[\w@.]{1,64}"\s*:.*?)[\s,]*$/;
const closing = /^[\s\]{}[,]*\}[\s\]{}[,]*$/;
const opensJson =
  /"(?:pri|time|msg|MESSAGE|message|log|timestamp|__CURSOR|__REALTIME_TIMESTAMP|_BOOT_ID|PRIORITY)"\s*:/;
/** Eight bytes of length, as they survive decoding: one to four of them are not NUL, and a line feed may be lost. */
const binaryLength = /^[^\0]{0,4}\0{4,8}/;
const mostFields = 128;

/** The fields of a line such as `"time": 12.3, "msg": "…"`; empty if it was cut. */
const parseJsonFields = (text: string): Fields => {
  try {
    return JSON.parse(`{${text}}`) as Fields;
  } catch {
    return {};
  }
};

const messageKeys = new Set(['MESSAGE', 'message', 'msg', 'log']);

/** Whether a line may belong to a record of several lines; cheap, and often wrongly true. */
export const mayBeField = (text: string): boolean => {
  const first = text.charCodeAt(0);
  if (first === 0x22 || first === 0x5f) return true; // " or _
  if (first === 0x20 || first === 0x09) return /^[ \t]+"/.test(text);
  return first === 0x4d
    ? text.startsWith('MESSAGE') || verboseHead.test(text)
    : text[8] === '-' && verboseHead.test(text);
};

/**
 * Collects records that are spread over lines: `journalctl -o export`, `-o verbose`, `-o json-pretty`, `dmesg --json`,
 * and whatever else pretty-prints objects with a message in them.
 */
export class FieldCollector {
  #form: Form | undefined;
  #fields: Record<string, unknown> = {};
  #count = 0;
  #line: TextLine | undefined;
  /** The name of an exported field whose value follows on the next line, in binary form. */
  #binary: string | undefined;

  get open(): boolean {
    return this.#form !== undefined;
  }

  take(line: TextLine, text: string): Taken {
    if (this.#binary !== undefined) return this.#takeBinary(line);
    const head = verboseHead.exec(text);
    if (head) {
      const done = this.#restart('verbose');
      this.#add('timestamp', `${head[1]!.replace(' ', 'T')}`, line);
      return { part: true, ...done };
    }
    if (this.#form === 'export' || this.#form === undefined) {
      const taken = this.#takeExported(line, text);
      if (taken) return taken;
    }
    if (this.#form === 'verbose') {
      const field = verboseField.exec(text);
      if (field) return this.#add(field[1]!, field[2]!, line);
    }
    const taken = this.#takeJson(line, text);
    if (taken) return taken;
    if (this.#form === 'verbose' && text.trim() === '') return { part: true };
    return { part: false, ...this.#restart(undefined) };
  }

  end(): SpreadRecord | undefined {
    return this.#restart(undefined)?.done;
  }

  #takeBinary(line: TextLine): Taken {
    const value = line.text.replace(binaryLength, '');
    // The length itself may have held the line feed that ended this line.
    if (value === '') return { part: true };
    const name = this.#binary!;
    this.#binary = undefined;
    return this.#add(name, value, line);
  }

  #takeExported(line: TextLine, text: string): Taken | undefined {
    const field = exported.exec(text);
    if (field && (this.#form === 'export' || field[1]!.startsWith('__') || field[1] === 'MESSAGE')) {
      const done = field[1] === '__CURSOR' || this.#form === undefined ? this.#restart('export') : undefined;
      this.#add(field[1]!, field[2]!, line);
      return { part: true, ...done };
    }
    if (this.#form !== 'export') return undefined;
    if (text === '') return { part: true, ...this.#restart(undefined) };
    if (!/^[A-Z_][A-Z0-9_]{0,63}$/.test(text)) return undefined;
    this.#binary = text;
    return { part: true };
  }

  #takeJson(line: TextLine, text: string): Taken | undefined {
    if (this.#form === 'json' && closing.test(text)) return { part: true, ...this.#restart(undefined) };
    const field = jsonField.exec(text);
    if (!field || (this.#form !== 'json' && !opensJson.test(text))) return undefined;
    const done = this.#form === 'json' && /^\s*\}/.test(text) ? this.#restart('json') : undefined;
    if (this.#form !== 'json') this.#restart('json');
    const closes = field[1]!.endsWith('}');
    const fields = parseJsonFields(closes ? field[1]!.replace(/[\s}\]]+$/, '') : field[1]!);
    for (const [name, value] of Object.entries(fields)) this.#add(name, value, line);
    return { part: true, ...(closes ? this.#restart(undefined) : done) };
  }

  #add(name: string, value: unknown, line: TextLine): Taken {
    if (messageKeys.has(name)) this.#line = line;
    if (this.#count < mostFields) this.#fields[name] = value;
    this.#count++;
    return { part: true };
  }

  #restart(form: Form | undefined): { done: SpreadRecord } | undefined {
    const done = this.#line && { done: { fields: this.#fields, line: this.#line } };
    this.#form = form;
    this.#fields = {};
    this.#count = 0;
    this.#line = undefined;
    this.#binary = undefined;
    return done;
  }
}
