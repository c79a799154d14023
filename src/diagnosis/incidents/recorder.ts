import type { LogLine } from '../../evidence/observation.ts';
import type { KnownAdapter } from '../adapters.ts';
import { secondsBetween } from '../moment.ts';
import { type Role, roles } from './roles.ts';
import { addStatistic, addStep, beginStory, type Seen, type Story, starvationMs } from './story.ts';

/** The driver acts on a fault at its next check, a second later; half a minute covers a guest that crawls. */
const suspicionSeconds = 30;
/** A reset takes a second or two. A line five minutes later belongs to another story. */
const resetSeconds = 300;
/** Dumping thousands of counters to a slow console takes seconds; no fault of the same reset is found after that. */
const longestTakedownSeconds = 20;

/** Follows each adapter's lines through the life of a reset and hands over each story when it has ended. */
export class Recorder {
  readonly #open = new Map<string, Story>();
  readonly #lastDump = new Map<KnownAdapter | undefined, Story['dump']>();
  readonly #tell: (story: Story) => void;

  constructor(tell: (story: Story) => void) {
    this.#tell = tell;
  }

  observe(line: LogLine, adapter: KnownAdapter | undefined): void {
    const role = line.event === undefined ? undefined : roles[line.event];
    if (line.event === undefined || role === undefined) return;
    const key = keyOf(line, adapter);
    const seen: Seen = { event: line.event, when: line.when, place: line.place, values: line.values };
    if (role === 'boot') this.#endSource(line.place.source);
    else if (role === 'start') this.#close(key);
    else this.#goOn(key, role, seen, line, adapter);
  }

  #goOn(key: string, role: Role, seen: Seen, line: LogLine, adapter: KnownAdapter | undefined): void {
    let story = this.#open.get(key);
    if (story !== undefined && (isOver(story, seen) || beginsAnother(story, role, seen))) {
      this.#close(key);
      story = undefined;
    }
    if (story === undefined) {
      if (role === 'failure' || role === 'progress' || role === 'revived') return;
      story = beginStory(adapter, streamOf(line), seen, this.#lastDump.get(adapter));
      this.#open.set(key, story);
    }
    if (role === 'statistic') addStatistic(story, seen);
    else addStep(story, seen);
    if (starvationMs(seen.values) !== undefined) story.starved ??= seen;
    place(story, role, seen);
    if (role === 'completed') this.#close(key);
  }

  /** Whether a reset of that adapter is under way: its failing steps are the reset's, not a probe's. */
  isResetting(line: LogLine, adapter: KnownAdapter | undefined): boolean {
    const story = this.#open.get(keyOf(line, adapter));
    return story?.triggered !== undefined && story.revived === undefined;
  }

  /** Stories still open, for a report while more is to come. */
  open(): readonly Story[] {
    return [...this.#open.values()].filter(isReset);
  }

  #close(key: string): void {
    const story = this.#open.get(key);
    if (story === undefined) return;
    this.#open.delete(key);
    if (story.dump.size > 0) this.#lastDump.set(story.adapter, story.dump);
    if (isReset(story)) this.#tell(story);
  }

  /** The machine boots: nothing of the boot before goes on. */
  #endSource(source: string): void {
    for (const key of [...this.#open.keys()]) if (key.startsWith(`${source}\u0000`)) this.#close(key);
  }
}

const keyOf = (line: LogLine, adapter: KnownAdapter | undefined) => `${streamOf(line)}\u0000${adapter?.index ?? -1}`;

const streamOf = (line: LogLine) => `${line.place.source}\u0000${line.boot}`;

/** Only what was triggered, dumped or completed is a reset; a suspicion that came to nothing is told by its findings. */
const isReset = (story: Story): boolean =>
  story.triggered !== undefined || story.completed !== undefined || story.failed !== undefined || story.dump.size >= 3;

const isOver = (story: Story, next: Seen): boolean => {
  const gap = secondsBetween(story.last.when, next.when);
  if (gap === undefined) return false;
  return gap > (isReset(story) ? resetSeconds : suspicionSeconds) || gap < -resetSeconds;
};

/** One trigger, one reset. A new fault after the adapter is back, or long after the trigger, is the next story's. */
const beginsAnother = (story: Story, role: Role, next: Seen): boolean => {
  if (role === 'trigger') return story.triggered !== undefined;
  if (role !== 'cause' || story.triggered === undefined) return false;
  const since = secondsBetween(story.triggered.when, next.when);
  return story.revived !== undefined || (since !== undefined && since > longestTakedownSeconds);
};

/** Puts the line where its role says; the first of each kind tells the most. */
const place = (story: Story, role: Role, seen: Seen): void => {
  if (role === 'cause' || role === 'hint') {
    if (!story.causes.has(seen.event)) story.causes.set(seen.event, seen);
  } else if (role === 'trigger') story.triggered ??= seen;
  else if (role === 'failure' && story.triggered !== undefined) story.failure ??= seen;
  else if (role === 'failed') story.failed ??= seen;
  else if (role === 'revived') story.revived ??= seen;
  else if (role === 'completed') story.completed = seen;
};
