import type { EventId } from '../../../src/spec/events/index.ts';
import type { Cause } from './causes.ts';
import { dump } from './dump.ts';
import { type Adapter, eth0, isKernel, isRelease, say, type Values, type Voice } from './voice.ts';

/** A line of a log and when it was printed, seconds after boot. */
export interface Stamped {
  readonly seconds: number;
  readonly text: string;
}

export interface Course {
  readonly at?: number;
  readonly adapter?: Adapter;
  /** Further counters above zero: what happened before. */
  readonly raised?: Readonly<Record<string, number>>;
  readonly outcome?: 'recovered' | 'failed';
}

/** Takes what a driver says at a time; what this version does not print is left out. */
export class Transcript {
  readonly lines: Stamped[] = [];
  readonly voice: Voice;
  readonly adapter: Adapter;

  constructor(voice: Voice, adapter: Adapter = eth0) {
    this.voice = voice;
    this.adapter = adapter;
  }

  say(seconds: number, event: EventId, values: Values = {}, like = ''): this {
    const text = say(this.voice, event, { values, like, adapter: this.adapter });
    if (text !== undefined) this.lines.push({ seconds, text });
    return this;
  }

  add(seconds: number, texts: readonly string[]): this {
    for (const text of texts) this.lines.push({ seconds, text });
    return this;
  }

  versions(seconds: number): this {
    if (this.voice.of === 'dpdk') return this;
    return this.say(seconds, 'device-version', { major: 0, minor: 10 }).say(seconds, 'controller-version', {
      major: 0,
      minor: 0,
      subminor: 1,
      implementation: 1,
    });
  }
}

const printsAlways = (voice: Voice) =>
  isRelease(voice, '2.6.0-2.13.0') || isKernel(voice, '5.17-6.12') || voice.of === 'freebsd';

/** What the driver calls itself behind its banner. */
export const driverInfo = ({ of, version }: Voice) =>
  of === 'freebsd' ? `Elastic Network Adapter (ENA)ena v${version}` : `${version}g`;

const failRestore = (log: Transcript, seconds: number): void => {
  const { voice } = log;
  for (const expectedId of [41, 42]) {
    const values = { expectedId, expectedOffset: 88, actualId: (expectedId + 0xdead) & 0xffff, actualOffset: 0 };
    log.say(seconds + 0.2 * (expectedId - 40), 'register-read-timeout', values);
  }
  log
    .say(seconds + 0.4, 'register-read-failed', {}, 'Reg read32')
    .say(seconds + 0.5, 'probe-step-failed', {}, 'Can not reset device')
    .say(seconds + 0.5, 'reset-step-failed', {}, 'initialize device');
  log.say(seconds + 0.5, 'reset-failed', {}, isRelease(voice, '2.17.0') ? 'Restore' : '');
  if (printsAlways(voice)) log.say(seconds + 0.6, 'reset-completed', { driverInfo: driverInfo(voice) });
  if (isRelease(voice, '>=2.13.1'))
    log.say(seconds + 0.6, 'reset-completed', { status: -62, driverInfo: driverInfo(voice) });
};

const restore = (log: Transcript, seconds: number): void => {
  log.versions(seconds).say(seconds + 0.1, 'llq-large-header-state', { state: 'disabled' }, 'ENA Large LLQ');
  if (log.voice.of === 'freebsd') log.say(seconds + 0.2, 'interface-up');
  log.say(seconds + 0.3, 'reset-completed', { status: 0, driverInfo: driverInfo(log.voice) });
};

/** A reset as this driver tells it, from its cause to its end. */
export const reset = (
  voice: Voice,
  cause: Cause,
  { at = 1000, adapter = eth0, raised = {}, outcome = 'recovered' }: Course = {},
): readonly Stamped[] => {
  const log = new Transcript(voice, adapter);
  for (const { event, values, like } of cause.signs(voice)) log.say(at, event, values, like);
  const found = isRelease(voice, '>=2.6.0') || voice.of === 'freebsd';
  if (found) log.versions(at + 0.01);
  const trigger = at + (isRelease(voice, '>=2.16.0') ? 0.02 : 0.015);
  log.say(trigger, 'reset-triggered');
  if (voice.of === 'release' || voice.of === 'kernel')
    log.add(trigger + 0.001, dump(voice, { total_resets: 1, ...raised, ...cause.raises }, adapter));
  if (voice.of === 'dpdk') return log.lines;
  if (voice.of === 'freebsd') log.say(trigger + 0.1, 'interface-down');
  if (cause.raises.tx_missed_tx !== undefined)
    log.say(trigger + 0.1, 'tx-uncompleted-freed', { queue: 1, index: 7, pendingMs: 5100, freed: 130 });
  if (outcome === 'failed') failRestore(log, trigger + 0.2);
  else restore(log, trigger + 0.2);
  return log.lines;
};

/** The lines as `dmesg` prints them, in the order of their time. */
export const dmesg = (...parts: readonly (readonly Stamped[])[]): string =>
  parts
    .flat()
    .sort((a, b) => a.seconds - b.seconds)
    .map(({ seconds, text }) => `[${seconds.toFixed(6).padStart(12)}] ${text}`)
    .join('\n');
