import { literalLength, parseFormat } from '../../spec/format.ts';
import type { Speaker } from '../../spec/message.ts';
import { type Draft, isProcess } from './draft.ts';
import type { HeldRecord } from './held.ts';
import type { Identified } from './identify.ts';
import { matchBody } from './match.ts';

/** With less literal text, a line that nobody signed may be anybody's; within a trace it can hardly be. */
const fewestLiterals = { port: 16, trace: 12 };
const freebsdPanic = 'panic: %s';
/** The text of a WARN may be of two lines. */
const warnPatienceLines = 2;

const said = (message: string, speakers: readonly Speaker[], literals: number): Identified | undefined => {
  const body = message.trimEnd();
  const found = matchBody(body, speakers) ?? matchBody(body.replace(/\.$/, ''), speakers);
  if (found === undefined || found.message.event === 'reset-statistic') return undefined;
  if (literalLength(parseFormat(found.message.text)) < literals) return undefined;
  return { speaker: speakers[0]!, speakers, body, pci: undefined, interface: undefined, said: found };
};

/** Whether a kernel warning was raised by code of ENA. */
const isEnaWarning = (identified: Identified | undefined): boolean => {
  const values = identified?.said?.message.event === 'kernel-warning' ? identified.said.values : undefined;
  if (values === undefined) return false;
  return /^ena\b/.test(String(values.module ?? '')) || /\/ena\/|\bena_\w{1,30}\.[ch]:/.test(String(values.site ?? ''));
};

const isFreebsdPanic = (identified: Identified | undefined): boolean => identified?.said?.message.text === freebsdPanic;

/** What a line turned out to be among its neighbours. */
export interface Judgement {
  readonly identified: Identified | undefined;
  /** The line counts only if one of the next proves it: {@link Company.keep} it. */
  readonly isDoubtful: boolean;
  /** The line that was kept, which this one proves. */
  readonly proven: HeldRecord | undefined;
}

/**
 * The company a line keeps: what the lines around tell of one that does not say whose it is, or may be another's.
 *
 * - An application of DPDK whose only ports are ENA's prints lines without any prefix.
 * - The text of a WARN stands between the cut mark and the headline that names the code; in old kernels behind it.
 * - `panic: ` is FreeBSD's where the next line tells the CPU, and many a program's otherwise.
 */
export class Company {
  #port: 'none' | 'ena' | 'other' = 'none';
  #warnText: 'none' | 'before headline' | 'behind headline' = 'none';
  #kept: HeldRecord | undefined;
  #patience = 0;

  /** Whether the next line has to be read, whatever it looks like. */
  get isNear(): boolean {
    return this.#port === 'ena' || this.#warnText !== 'none' || this.#kept !== undefined;
  }

  /** Judges one line after another, each as far as it could be identified by itself. */
  judge(message: string, identified: Identified | undefined, draft: Draft): Judgement {
    if (message.includes('net_')) this.#learnPort(message);
    const proven = this.#prove(message, identified);
    const unsigned = identified === undefined ? this.#unsigned(message, draft) : undefined;
    const isDoubtful = isFreebsdPanic(identified) || (unsigned !== undefined && this.#warnText === 'before headline');
    if (message.trim() !== '') this.#expectWarnText(identified, proven !== undefined);
    return { identified: identified ?? unsigned, isDoubtful, proven };
  }

  /** Keeps a doubtful record until a line proves it or too many have not. */
  keep(record: HeldRecord): void {
    this.#kept = record;
    this.#patience = isFreebsdPanic(record.identified) ? 1 : warnPatienceLines;
  }

  #unsigned(message: string, draft: Draft): Identified | undefined {
    if (this.#warnText !== 'none' && !isProcess(draft)) return said(message, ['linux'], fewestLiterals.trace);
    return this.#port === 'ena' ? said(message, ['dpdk', 'linux'], fewestLiterals.port) : undefined;
  }

  #prove(message: string, identified: Identified | undefined): HeldRecord | undefined {
    const kept = this.#kept;
    if (kept === undefined || message.trim() === '') return undefined;
    const isProven = isFreebsdPanic(kept.identified) ? /^cpuid = \d/.test(message) : isEnaWarning(identified);
    this.#patience--;
    if (isProven || this.#patience === 0) this.#kept = undefined;
    return isProven ? kept : undefined;
  }

  #expectWarnText(identified: Identified | undefined, wasProven: boolean): void {
    const event = identified?.said?.message.event;
    if (event === 'warning-begin') this.#warnText = 'before headline';
    else this.#warnText = isEnaWarning(identified) && !wasProven ? 'behind headline' : 'none';
  }

  #learnPort(message: string): void {
    const driver = /\bdriver: (?:[\da-f]{4}:[\da-f]{4} )?net_(\w{1,30})/.exec(message)?.[1];
    if (driver === undefined) return;
    this.#port = driver === 'ena' && this.#port !== 'other' ? 'ena' : 'other';
  }
}
