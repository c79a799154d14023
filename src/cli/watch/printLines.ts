import type { Feed } from '../../watch/feed.ts';
import { wantsColor } from '../appearance.ts';
import { createPalette } from '../render/terminal/paint.ts';
import { visible } from '../render/visible.ts';
import { happeningLine } from './happeningLine.ts';
import type { OpenOutlet } from './outlet.ts';

/** What is watched, what is open and what cannot be seen: what a person who looks in has to know first. */
const greeting = ({ adapters, problems, blind }: Feed): string => {
  const watched = adapters.map(({ pci, interfaces }) => `${pci} (${interfaces.join(', ') || 'no interface'})`);
  const unheard = new Set(adapters.flatMap(({ heartbeatUnseen }) => heartbeatUnseen ?? []));
  return [
    `Watching ${watched.join(', ') || 'for adapters'}; ${problems.length || 'no'} open problems.`,
    ...blind,
    ...unheard,
  ]
    .map((line) => `${visible(line)}\n`)
    .join('');
};

/** Prints what happens, a line each: for a person, or as JSON. */
export const printLines: OpenOutlet = async (feed, values, shell) => {
  const palette = createPalette(wantsColor(values.color ?? 'auto', shell));
  const endGreeting = feed.subscribe({
    sampled: () => {
      endGreeting();
      if (!values.json) shell.err.write(greeting(feed));
    },
  });
  const end = feed.subscribe({
    happened: (told) => shell.out.write(`${values.json ? JSON.stringify(told) : happeningLine(told, feed, palette)}\n`),
  });
  return { close: async () => end() };
};
