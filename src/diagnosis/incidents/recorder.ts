import type { LogLine } from '../../evidence/observation.ts';
import type { KnownAdapter } from '../adapters.ts';
import { secondsBetween } from '../moment.ts';
import { roles } from './roles.ts';
import { addStatistic, addStep, beginStory, type Seen, type Story } from './story.ts';

/** The driver acts on a fault at its next check, a second later; half a minute covers a guest that crawls. */
const suspicionSeconds = 30;
/** A reset takes a second or two. A line five minutes later belongs to another story. */
const resetSeconds = 300;

/** Follows each adapter's lines through the life of a reset and hands over each story when it has ended. */
export class Recorder {
  readonly #open = new Map<string, Story>();
  readonly #lastDump = new Map<KnownAdapter | undefined, Story['dump']>();
  readonly #tell: (story: Story) => void;

  constructor(tell: (story: Story) => void) {
    this.#tell = tell;
  }

  observe(line: LogLine, adapter: KnownAdapter | undefined, adapterIndex: number): void {
    const role = line.event === undefined ? undefined : roles[line.event];
    if (line.event === undefined || role === undefined) return;
    const stream = `${line.place.source}\u0000${line.boot}`;
    const key = `${stream}\u0000${adapterIndex}`;
    const seen: Seen = { event: line.event, when: line.when, place: line.place, values: line.values };
    if (line.event === 'kernel-banner') return this.#endStream(line.place.source);

    let story = this.#open.get(key);
    if (story !== undefined && isOver(story, seen)) {
      this.#close(key, story);
      story = undefined;
    }
    if (role === 'start') return story === undefined ? undefined : this.#restart(key, story);
    if (story === undefined) {
      if (role === 'failure' || role === 'progress') return;
      story = beginStory(adapter, stream, seen, this.#lastDump.get(adapter));
      this.#open.set(key, story);
    } else if (story.completed !== undefined || (role === 'trigger' && story.triggered !== undefined && story.dump.size > 0)) {
      // A second trigger after a dump is a second reset, whose first one never told how it ended.
      this.#close(key, story);
      story = beginStory(adapter, stream, seen, this.#lastDump.get(adapter));
      this.#open.set(key, story);
    }
    if (role === 'statistic') addStatistic(story, seen);
    else addStep(story, seen);
    if ((role === 'cause' || role === 'hint') && !story.causes.has(seen.event)) story.causes.set(seen.event, seen);
    else if (role === 'trigger') story.triggered ??= seen;
    else if (role === 'failure' && story.triggered !== undefined) story.failure ??= seen;
    else if (role === 'failed') story.failed ??= seen;
    else if (role === 'completed') {
      story.completed = seen;
      this.#close(key, story);
    }
  }

  /** The evidence has ended: what is still open is told as it stands. */
  end(): void {
    for (const [key, story] of [...this.#open]) this.#close(key, story);
  }

  /** Stories still open, for a report while more is to come. */
  open(): readonly Story[] {
    return [...this.#open.values()].filter(isReset);
  }

  #close(key: string, story: Story): void {
    this.#open.delete(key);
    if (story.dump.size > 0) this.#lastDump.set(story.adapter, story.dump);
    if (isReset(story)) this.#tell(story);
  }

  /** The driver probes anew: a reset that was under way did not end by itself. */
  #restart(key: string, story: Story): void {
    this.#close(key, story);
  }

  #endStream(source: string): void {
    for (const [key, story] of [...this.#open]) if (key.startsWith(`${source}\u0000`)) this.#close(key, story);
  }
}

/** Only what was triggered, dumped or completed is a reset; a suspicion that came to nothing is told by its findings. */
const isReset = (story: Story): boolean =>
  story.triggered !== undefined || story.completed !== undefined || story.failed !== undefined || story.dump.size >= 3;

const isOver = (story: Story, next: Seen): boolean => {
  const gap = secondsBetween(story.last.when, next.when);
  if (gap === undefined) return false;
  return gap > (isReset(story) ? resetSeconds : suspicionSeconds) || gap < -resetSeconds;
};
