import { appendFileSync } from 'node:fs';
import type { Feed } from '../feed.ts';
import { happeningDocument } from './happeningDocument.ts';

/** Where lines go. */
export interface LineSink {
  write(line: string): void;
}

/**
 * A file to which each line is appended by its name: whoever rotates logs may rename it at any time. What cannot be
 * written is told once until a line is written again; the agent goes on.
 */
export const lineFile = (path: string, tell: (sentence: string) => void): LineSink => {
  let isTroubled = false;
  return {
    write: (line) => {
      try {
        appendFileSync(path, line, { mode: 0o640 });
        isTroubled = false;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (!isTroubled) tell(`${path} takes no lines: ${code ?? message}.`);
        isTroubled = true;
      }
    },
  };
};

/** Writes each happening as one line of JSON. What it returns ends that. */
export const exportJsonLines = (feed: Feed, sink: LineSink): (() => void) =>
  feed.subscribe({
    happened: (told) => sink.write(`${JSON.stringify(happeningDocument(feed.host, told))}\n`),
  });
