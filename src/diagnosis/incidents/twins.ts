import { secondsBetween } from '../moment.ts';
import { continued, outcomeOf, type Story } from './story.ts';

/** A wall time derived from uptime (`dmesg -T`) drifts by minutes over weeks. */
const driftSeconds = 300;

/** What a story told, without when and where. */
const signatureOf = (story: Story): string =>
  JSON.stringify([
    story.adapter?.index,
    [...story.counts],
    story.steps.map(({ values }) => values),
    [...story.dump].map(([name, { value }]) => [name, value]),
  ]);

/**
 * Leaves out the second telling of a reset: the same log under another wrapper, whose clock cannot be compared line by
 * line (uptime in one, wall time in the other). Stories of one source are never twins.
 */
export const withoutTwins = (all: readonly Story[]): readonly Story[] => {
  if (new Set(all.map(({ begin }) => begin.place.source)).size < 2) return all;
  const stories = withoutCuts(all);
  const told = new Map<string, Story[]>();
  return stories.filter((story) => {
    const signature = signatureOf(story);
    const others = told.get(signature) ?? [];
    const twin = others.findIndex((other) => isTwin(other, story));
    if (twin >= 0) {
      others.splice(twin, 1);
      return false;
    }
    told.set(signature, [...others, story]);
    return true;
  });
};

const isTwin = (other: Story, story: Story): boolean => {
  if (other.begin.place.source === story.begin.place.source) return false;
  const apart = secondsBetween(other.begin.when, story.begin.when);
  return apart === undefined || Math.abs(apart) <= driftSeconds;
};

/** A reset takes a second or two; the logger may have paused while it changed files. */
const cutSeconds = 60;
/** One a file; a hostile log must not be compared with itself story by story. */
const maxCuts = 64;

/** Joins what the change from one file of a rotated log to the next has cut in two. */
const withoutCuts = (stories: readonly Story[]): readonly Story[] => {
  const rests = stories
    .filter(({ triggered, causes, completed }) => !triggered && causes.size === 0 && completed)
    .slice(0, maxCuts);
  if (rests.length === 0) return stories;
  const taken = new Set<Story>();
  const joined = stories.map((story) => {
    if (story.triggered === undefined || outcomeOf(story) !== 'unknown') return story;
    const rest = rests.find((each) => !taken.has(each) && goesOn(story, each));
    if (rest === undefined) return story;
    taken.add(rest);
    return continued(story, rest);
  });
  return joined.filter((story) => !taken.has(story));
};

const goesOn = (story: Story, rest: Story): boolean => {
  if (story.adapter !== rest.adapter || story.begin.place.source === rest.begin.place.source) return false;
  const gap = secondsBetween(story.last.when, rest.begin.when);
  return gap !== undefined && gap >= 0 && gap <= cutSeconds;
};
