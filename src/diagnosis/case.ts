import type { EventId } from '../spec/events/index.ts';
import { Adapters, type KnownAdapter } from './adapters.ts';
import { History } from './counters/history.ts';
import { Echoes } from './echoes.ts';
import { Facts } from './facts.ts';
import { Recorder } from './incidents/recorder.ts';
import { type Story, slim } from './incidents/story.ts';
import { Loads } from './loads.ts';
import { Outside } from './outside/outside.ts';
import { Pressure } from './pressure.ts';
import { RegisterReads } from './registerReads.ts';
import { Tally } from './tally.ts';
import { Traces } from './traces.ts';

/** Everything seen so far, sorted by who reads it. The conclusion is drawn from it in one go. */
export interface Case {
  readonly adapters: Adapters;
  readonly echoes: Echoes;
  readonly tally: Tally;
  readonly pressure: Pressure;
  readonly loads: Loads;
  readonly facts: Facts;
  readonly outside: Outside;
  readonly history: History;
  readonly registerReads: RegisterReads;
  readonly traces: Traces;
  readonly recorder: Recorder;
  /** Resets that have ended, in the order they ended. */
  readonly stories: Story[];
  /** Resets beyond `maxStories`: counted, not kept. */
  storiesDropped: number;
  /** Sentences about what could not be seen. */
  readonly unseen: string[];
  /** How often each kind of line was seen, by adapter. */
  readonly events: Map<KnownAdapter | undefined, Map<EventId, number>>;
  /** Lines of ENA's drivers, and those among them that no known version prints. */
  enaLines: number;
  unknownLines: number;
  /** Those among the unknown that sound like trouble. */
  alarmingLines: number;
  counterSnapshots: number;
}

/** A reset every eight seconds for two days. */
export const maxStories = 20_000;
/** So many are told with every step and counter; nobody reads on. */
const wholeStories = 1000;
export const maxUnseen = 32;

/** `points`: kept per counter for the picture. */
export const openCase = (points?: number): Case => {
  const adapters = new Adapters();
  const tally = new Tally();
  const stories: Story[] = [];
  const open: Case = {
    adapters,
    echoes: new Echoes(),
    tally,
    pressure: new Pressure(),
    loads: new Loads(),
    facts: new Facts(adapters, tally),
    outside: new Outside(),
    history: new History(points),
    registerReads: new RegisterReads(tally),
    traces: new Traces(tally),
    recorder: new Recorder((story) => {
      const before = stories.length > wholeStories ? stories.at(-1) : undefined;
      if (before !== undefined) slim(before);
      if (stories.length < maxStories) stories.push(story);
      else open.storiesDropped++;
    }),
    stories,
    storiesDropped: 0,
    unseen: [],
    events: new Map(),
    enaLines: 0,
    unknownLines: 0,
    alarmingLines: 0,
    counterSnapshots: 0,
  };
  return open;
};
