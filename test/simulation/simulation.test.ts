import { describe, expect, it } from 'vitest';
import { inWords } from './inWords.ts';
import { shrink } from './shrink.ts';
import { type Outcome, simulate } from './simulate.ts';
import { type Event, type Story, storyOf } from './story.ts';

const batches = 12;
const seedsEach = 25;

/** What a person needs who sees it fail: the seed, and the story without what does not matter. */
const complaint = (story: Story, { violation }: Outcome): string =>
  `${inWords(shrink(story, violation!))}\n => ${violation}\nagain: node test/simulation/run.ts --seed ${story.seed}`;

const complaintsOf = (seeds: readonly number[]): string[] =>
  seeds.flatMap((seed) => {
    const story = storyOf(seed);
    const outcome = simulate(story);
    return outcome.violation === undefined ? [] : [complaint(story, outcome)];
  });

describe('device and driver keep their promises', () => {
  for (let batch = 0; batch < batches; batch++) {
    const first = batch * seedsEach + 1;
    it(`in the stories of seeds ${first} to ${first + seedsEach - 1}`, { timeout: 120_000 }, () => {
      expect(complaintsOf(Array.from({ length: seedsEach }, (_, i) => first + i))).toEqual([]);
    });
  }
});

describe('a story', () => {
  it('is the same each time it is told', () => {
    expect(storyOf(7)).toEqual(storyOf(7));
    expect(storyOf(7).events).not.toEqual(storyOf(8).events);
  });

  it('comes out the same each time, to the last line of the log', () => {
    for (const seed of [3, 11, 44]) expect(simulate(storyOf(seed))).toEqual(simulate(storyOf(seed)));
  });

  it('can be told in words, whatever happens in it', () => {
    for (let seed = 1; seed < 200; seed++) expect(inWords(storyOf(seed))).not.toMatch(/undefined|NaN|\[object/);
  });
});

/** Three events that do not matter, and one that breaks what the simulation promises. */
const broken = (atFault: Event): Story => {
  const frame = { kind: 'udp', version: 4, payloadBytes: 100, segmentBytes: 0, checksum: 'right' } as const;
  const others: Event[] = [
    { atMs: 1, what: 'send', queue: 0, batched: false, count: 3, frame },
    { atMs: 2, what: 'statistics' },
    { atMs: 19_000, what: 'receive', count: 3, frame },
  ];
  const story = { ...storyOf(1), preset: 'nitro', plainReads: false } as const;
  return { ...story, events: [...others.slice(0, 2), atFault, ...others.slice(2)] };
};

describe('a violation', () => {
  const story = broken({ atMs: 5000, what: 'lay', faults: { keepAliveLost: { left: 9 } } });

  it('is found', () => {
    expect(simulate(story).violation).toMatch(/asks for a reset of reason 1 without cause/);
  });

  it('is shrunk to the fault, and to what lets time pass until it shows', () => {
    const { events } = shrink(story, simulate(story).violation!);
    expect(events).toEqual(story.events.slice(2));
  });
});
