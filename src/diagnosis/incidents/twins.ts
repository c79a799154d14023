import { secondsBetween } from '../moment.ts';
import type { Story } from './story.ts';

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
export const withoutTwins = (stories: readonly Story[]): readonly Story[] => {
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
