import { BadNotation } from '../badNotation.ts';

/** How bad a wire is, the same in both directions. */
export interface Impairment {
  /** Of all frames, from 0 to 1: those that are lost, those that come twice, those that overtake the ones that wait. */
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: number;
  readonly delayNs: number;
  /** Each frame's delay is longer or shorter by up to this; that alone lets no frame overtake another. */
  readonly jitterNs: number;
  readonly bitsPerSecond: number;
  /** Frames that may wait in one direction; what comes on top is dropped. */
  readonly queueFrames: number;
  /** The same seed draws the same lots. */
  readonly seed: number;
}

export const flawless: Impairment = {
  loss: 0,
  duplicate: 0,
  reorder: 0,
  delayNs: 0,
  jitterNs: 0,
  bitsPerSecond: Number.POSITIVE_INFINITY,
  queueFrames: 1000,
  seed: 1,
};

/** A kind of number with its units. */
interface Quantity {
  readonly units: Readonly<Record<string, number>>;
  readonly most: number;
  readonly wanted: string;
}

const decimal = /^(\d{1,12}(?:\.\d{1,9})?)([a-zA-Z%]{0,4})$/;

// biome-ignore format: a table
const quantities = {
  share: { units: { '%': 0.01 }, most: 1, wanted: 'a share such as 1% or 0.05%, at most 100%' },
  time: { units: { ns: 1, us: 1e3, ms: 1e6, s: 1e9 }, most: 60e9, wanted: 'a time such as 20ms, 500us or 1s, at most 60s' },
  rate: { units: { '': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9 }, most: 1e12, wanted: 'bits per second such as 512k, 100M or 2.5G' },
  frames: { units: { '': 1 }, most: 1e5, wanted: 'a number of frames, at most 100000' },
  number: { units: { '': 1 }, most: 2 ** 32 - 1, wanted: 'a number below 2^32' },
} as const satisfies Record<string, Quantity>;

// biome-ignore format: a table
const words: Readonly<Record<string, readonly [keyof Impairment, Quantity]>> = {
  loss: ['loss', quantities.share],
  duplicate: ['duplicate', quantities.share],
  reorder: ['reorder', quantities.share],
  delay: ['delayNs', quantities.time],
  jitter: ['jitterNs', quantities.time],
  rate: ['bitsPerSecond', quantities.rate],
  queue: ['queueFrames', quantities.frames],
  seed: ['seed', quantities.number],
};

/** What can be said, for a help text. */
export const impairmentWords: readonly string[] = Object.keys(words);

/**
 * Reads `loss=1%,delay=20ms,jitter=5ms,rate=100M`.
 *
 * @throws BadNotation
 */
export const parseImpairment = (text: string): Impairment => {
  const impairment: { -readonly [Name in keyof Impairment]: Impairment[Name] } = { ...flawless };
  const seen = new Set<string>();
  for (const part of text.split(',')) {
    const [word = '', value = ''] = part.split(/=(.*)/s);
    const row = Object.hasOwn(words, word) ? words[word] : undefined;
    if (row === undefined) throw new BadNotation(part, `WORD=VALUE with one of ${impairmentWords.join(', ')}`);
    if (seen.has(word)) throw new BadNotation(part, `needed: ${word} was said before`);
    seen.add(word);
    impairment[row[0]] = read(part, value, row[1]);
  }
  if (impairment.bitsPerSecond === 0) throw new BadNotation('rate=0', 'a rate; loss=100% lets nothing through');
  if (impairment.reorder > 0 && impairment.delayNs === 0)
    throw new BadNotation(text, 'complete: reorder needs a delay, for only frames that wait can be overtaken');
  return impairment;
};

const read = (part: string, value: string, { units, most, wanted }: Quantity): number => {
  const [, digits, unit = ''] = decimal.exec(value) ?? [];
  const scale = Object.hasOwn(units, unit) ? units[unit] : undefined;
  const number = scale === undefined ? Number.NaN : Number(digits) * scale;
  // Written so that no number at all is refused, too.
  if (!(number <= most)) throw new BadNotation(part, wanted);
  return number;
};
