import { wantsColor } from '../appearance.ts';
import { createPalette } from '../render/terminal/paint.ts';
import { happeningLine } from './happeningLine.ts';
import type { OpenOutlet } from './outlet.ts';

/** Prints what happens, a line each: for a person, or as JSON. */
export const printLines: OpenOutlet = async (feed, values, shell) => {
  const palette = createPalette(wantsColor(values.color ?? 'auto', shell));
  const end = feed.subscribe({
    happened: (told) => shell.out.write(`${values.json ? JSON.stringify(told) : happeningLine(told, feed, palette)}\n`),
  });
  return { close: async () => end() };
};
