import { simulate } from './simulate.ts';
import type { Story } from './story.ts';

/** Two violations are the same where they differ in numbers only. */
const kindOf = (violation: string | undefined): string | undefined => violation?.split('\n')[0]?.replace(/\d+/g, '#');

/**
 * The shortest story found that fails in the same way: drops runs of events, first long ones, then ever shorter ones, as long
 * as it fails without them.
 */
export const shrink = (story: Story, violation: string): Story => {
  const wanted = kindOf(violation);
  const fails = (candidate: Story): boolean => kindOf(simulate(candidate).violation) === wanted;
  let shortest = story;
  for (let size = Math.ceil(story.events.length / 2); size >= 1; ) {
    let dropped = false;
    for (let from = 0; from < shortest.events.length; ) {
      const events = shortest.events.toSpliced(from, size);
      const candidate = { ...shortest, events };
      if (fails(candidate)) {
        shortest = candidate;
        dropped = true;
      } else from += size;
    }
    if (size === 1 && !dropped) break;
    size = size === 1 ? 1 : Math.floor(size / 2);
  }
  return shortest;
};
