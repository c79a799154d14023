import { drill } from '../../lab/drill.ts';
import { faults, findFault } from '../../lab/faults/index.ts';
import type { Drill } from '../../lab/judge.ts';
import { findVoice, usualVoice, type Voice, voices } from '../../lab/voices.ts';
import { readDurationMs } from '../duration.ts';
import { BadValue } from '../errors.ts';
import { nearest } from '../nearest.ts';

/** What a command line may say of a drill. */
export interface DrillWords {
  readonly driver?: string;
  readonly for?: string;
  readonly seed?: string;
}

/** The fault of a name. @throws BadValue */
export const faultOf = (option: string, name: string) => {
  const fault = findFault(name);
  if (fault !== undefined) return fault;
  const near = nearest(
    name,
    faults.map((known) => known.name),
  );
  throw new BadValue(
    option,
    name,
    near === undefined ? 'a fault that ena lab faults lists' : `a fault such as ${near}`,
  );
};

const voiceOf = (name: string): Voice => {
  const voice = findVoice(name);
  if (voice !== undefined) return voice;
  throw new BadValue('--driver', name, `a version such as ${voices.map((known) => known.name).join(', ')}`);
};

const seedOf = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new BadValue('--seed', text, 'a number of at most nine digits');
};

/**
 * Runs the drill that a command line asks for.
 *
 * @throws BadValue
 */
export const drillOf = (option: string, name: string, words: DrillWords): Drill =>
  drill(faultOf(option, name), {
    voice: voiceOf(words.driver ?? usualVoice),
    seed: seedOf(words.seed ?? '1'),
    ...(words.for === undefined ? {} : { forMs: readDurationMs('--for', words.for) }),
  });
