import { setTimeout as wait } from 'node:timers/promises';
import { openLab } from '../../dashboard/lab/openLab.ts';
import { findVoice, usualVoice, voices } from '../../lab/voices.ts';
import { MemoryHistory } from '../../watch/http/memoryHistory.ts';
import { readDurationMs } from '../duration.ts';
import { BadValue } from '../errors.ts';
import type { ExitCode } from '../exitCode.ts';
import type { Shell } from '../shell.ts';
import { openPage } from '../ui/openPage.ts';
import { readPort } from '../ui/readPort.ts';
import type { UiValues } from './ui.ts';

/** How often the lab's time moves on. */
const tickMs = 50;
/** A machine that slept, or a process that was stopped, does not make the lab run to catch up. */
const longestTickMs = 1000;

const voiceOf = (name: string) => {
  const voice = findVoice(name);
  if (voice !== undefined) return voice;
  throw new BadValue('--driver', name, `a version such as ${voices.map((known) => known.name).join(', ')}`);
};

const seedOf = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new BadValue('--seed', text, 'a number of at most nine digits');
};

/**
 * `ena lab --ui`: lets a machine of the lab go on in real time and serves its page, until the user wants an end.
 *
 * @throws BadValue
 */
export const runUi = async (values: UiValues, shell: Shell): Promise<ExitCode> => {
  const voice = voiceOf(values.driver ?? usualVoice);
  const seed = seedOf(values.seed ?? '1');
  const port = readPort('--port', values.port);
  const lastsMs = values.for === undefined ? undefined : readDurationMs('--for', values.for);
  const { feed, desk, clock, advance } = openLab(voice, shell.now().getTime(), seed);
  const history = new MemoryHistory(feed);
  const page = await openPage({ feed, history, clock, lab: desk }, { port });
  shell.out.write(`The lab is at ${page.url}#/lab\n`);
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    advance(Math.min(nowMs - lastMs, longestTickMs));
    lastMs = nowMs;
  }, tickMs);
  const ended = new AbortController();
  const over = lastsMs === undefined ? [] : [wait(lastsMs, undefined, { signal: ended.signal })];
  await Promise.race([shell.interrupted(), ...over]);
  ended.abort();
  clearInterval(timer);
  history.close();
  await page.close();
  return 0;
};
