import type { LogLine } from '../../evidence/observation.ts';
import type { KnownAdapter } from '../adapters.ts';
import { secondsBetween } from '../moment.ts';
import { countedIn } from './counted.ts';
import { type Role, roleOf } from './roles.ts';
import {
  addStatistic,
  addStep,
  adopt,
  beginStory,
  isBannerOnly,
  isReset,
  isUnderWay,
  type Seen,
  type Story,
  starvationMs,
  thin,
} from './story.ts';

/** The driver acts on a fault at its next check, a second later; half a minute covers a guest that crawls. */
const suspicionSeconds = 30;
/** A reset takes a second or two. A line five minutes later belongs to another story. */
const resetSeconds = 300;
/** Without clocks lines stand for time: a suspicion and its reset are neighbours. */
const suspicionLines = 200;
/** Dumping thousands of counters to a slow console takes seconds; no fault of the same reset is found after that. */
const longestTakedownSeconds = 20;

/** From restoring the last device to running the tasks again. */
const wakingSeconds = 60;
const maxOpen = 1024;

/** Follows each adapter's lines through the life of a reset and hands over each story when it has ended. */
export class Recorder {
  readonly #open = new Map<string, Story>();
  /** Counters live as long as the driver: a dump is compared with the one before it in the same stream. */
  readonly #last = new Map<string, Story>();
  readonly #asleep = new Set<string>();
  readonly #tell: (story: Story) => void;

  constructor(tell: (story: Story) => void) {
    this.#tell = tell;
  }

  observe(line: LogLine, adapter: KnownAdapter | undefined): void {
    const role = roleOf(line);
    if (line.event === undefined || role === undefined) return;
    const { event, when, place, values, message } = line;
    const stream = streamOf(line);
    if (role === 'boot') this.#restart(`${line.place.source}\u0000`);
    else if (role === 'start') this.#restart(adapter === undefined ? `${stream}\u0000` : keyOf(line, adapter));
    else if (role === 'sleep') this.#sleep(stream);
    else if (role === 'wake') this.#wake(stream, { event, when, place, values });
    else this.#goOn(role, { event, when, place, values, message }, line, adapter);
  }

  #goOn(role: Role, seen: Seen, line: LogLine, adapter: KnownAdapter | undefined): void {
    const key = keyOf(line, adapter);
    let story = this.#open.get(key);
    if (story !== undefined && (isOver(story, seen) || beginsAnother(story, role, seen, line))) {
      this.#close(key);
      story = undefined;
    }
    if (story === undefined) {
      if (!begins.has(role) || (role === 'completed' && this.#asleep.has(streamOf(line)))) return;
      story = beginStory(adapter, streamOf(line), seen, this.#last.get(key)?.dump);
      this.#makeRoom();
      this.#open.set(key, story);
    }
    if (role === 'trigger') this.#asleep.delete(streamOf(line));
    if (role === 'statistic') addStatistic(story, seen);
    else addStep(story, seen);
    if (starvationMs(seen.values) !== undefined) story.starved ??= seen;
    place(story, role, seen, line);
    if (adapter !== undefined && (role === 'cause' || role === 'trigger')) this.#adoptNameless(story, line);
    if (role === 'completed' && !isBannerOnly(story)) this.#close(key);
  }

  /** A suspicion in lines that name no adapter is that of the adapter which speaks of a fault next. */
  #adoptNameless(story: Story, line: LogLine): void {
    const key = keyOf(line, undefined);
    const nameless = this.#open.get(key);
    if (nameless === undefined || nameless === story || isReset(nameless) || isOver(nameless, story.last)) return;
    this.#open.delete(key);
    adopt(story, nameless);
  }

  /** Whether the driver is restoring that adapter: its failing steps are no probe's. */
  isResetting(line: LogLine, adapter: KnownAdapter | undefined): boolean {
    const story = this.#open.get(keyOf(line, adapter));
    if (story === undefined) return this.#asleep.has(streamOf(line));
    return isUnderWay(story) && story.revived === undefined;
  }

  /** Stories still open, for a report while more is to come. */
  open(): readonly Story[] {
    return [...this.#open.values()].filter(isReset);
  }

  #close(key: string): void {
    const story = this.#open.get(key);
    if (story === undefined) return;
    this.#open.delete(key);
    if (story.dump.size > 0) this.#remember(key, story);
    if (isReset(story)) this.#tell(story);
  }

  /** Its dump is what the next one is compared with; the dump before it has served. */
  #remember(key: string, story: Story): void {
    story.counted = countedIn(story);
    story.previousDump = undefined;
    const before = this.#last.get(key);
    if (before !== undefined) thin(before);
    this.#last.set(key, story);
  }

  /** A driver or a machine starts: nothing from before goes on, and its counters begin at zero. */
  #restart(prefix: string): void {
    for (const key of [...this.#open.keys()]) if (key.startsWith(prefix)) this.#close(key);
    for (const key of [...this.#last.keys()]) if (key.startsWith(prefix)) this.#last.delete(key);
  }

  #sleep(stream: string): void {
    for (const key of this.#banners(stream)) this.#close(key);
    this.#asleep.add(stream);
  }

  /** A banner just before the machine is awake, without the reset before it, is that of waking. */
  #wake(stream: string, wake: Seen): void {
    this.#asleep.delete(stream);
    for (const key of this.#banners(stream)) {
      const story = this.#open.get(key);
      const gap = story && secondsBetween(story.last.when, wake.when);
      if (gap === undefined || gap <= wakingSeconds) this.#open.delete(key);
    }
  }

  #banners(stream: string): readonly string[] {
    return [...this.#open].filter(([, story]) => story.stream === stream && isBannerOnly(story)).map(([key]) => key);
  }

  /** A log has a handful of adapters and boots; of a hostile one the oldest suspicions and dumps are let go. */
  #makeRoom(): void {
    const [oldest] = this.#open.keys();
    if (this.#open.size >= maxOpen && oldest !== undefined) this.#close(oldest);
    const [last] = this.#last.keys();
    if (this.#last.size > maxOpen && last !== undefined) this.#last.delete(last);
    const [sleeper] = this.#asleep;
    if (this.#asleep.size > maxOpen && sleeper !== undefined) this.#asleep.delete(sleeper);
  }
}

const keyOf = (line: LogLine, adapter: KnownAdapter | undefined) =>
  `${streamOf(line)}\u0000${adapter?.index ?? -1}\u0000`;

const streamOf = (line: LogLine) => `${line.place.source}\u0000${line.boot}`;

/** What a story can begin with: the rest says nothing without it. */
const begins: ReadonlySet<Role> = new Set<Role>(['cause', 'hint', 'trigger', 'statistic', 'failed', 'completed']);

const isOver = (story: Story, next: Seen): boolean => {
  const gap = secondsBetween(story.last.when, next.when);
  if (gap === undefined) return !isReset(story) && next.place.line - story.last.place.line > suspicionLines;
  return gap > (isReset(story) ? resetSeconds : suspicionSeconds) || gap < -resetSeconds;
};

/** One trigger, one reset. A new fault after the adapter is back, or long after the trigger, is the next story's. */
const beginsAnother = (story: Story, role: Role, next: Seen, line: LogLine): boolean => {
  if (isBannerOnly(story)) return true;
  if (role !== 'trigger' && role !== 'cause') return false;
  if (story.revived !== undefined) return true;
  // DPDK asks its application for the reset once a second until it comes.
  if (line.speaker === 'dpdk' || story.triggered === undefined) return false;
  if (role === 'trigger') return true;
  const since = secondsBetween(story.triggered.when, next.when);
  return since !== undefined && since > longestTakedownSeconds;
};

/** Puts the line where its role says; the first of each kind tells the most. */
const place = (story: Story, role: Role, seen: Seen, { speaker }: LogLine): void => {
  if (role === 'cause' || role === 'hint') {
    // What is found while the reset is under way came of it.
    if (isUnderWay(story) && speaker !== 'dpdk') return;
    if (!story.causes.has(seen.event)) story.causes.set(seen.event, seen);
  } else if (role === 'trigger') story.triggered ??= seen;
  else if (role === 'failure' && isUnderWay(story)) story.failure ??= seen;
  else if (role === 'failed') story.failed ??= seen;
  else if (role === 'revived') story.revived ??= seen;
  else if (role === 'completed') story.completed = seen;
};
