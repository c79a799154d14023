import type { Feed } from '../feed.ts';
import { annotate } from './annotate.ts';
import { Recent } from './recent.ts';
import type { LogEntry } from './wire.ts';

const mostLines = 10_000;

/** Keeps the lines that concern ENA, with their meanings, while the server runs: the kernel's own log has the rest. */
export class LineKeeper {
  readonly #lines = new Recent<LogEntry>(mostLines);
  readonly #end: () => void;

  /** `kept` is told of each. */
  constructor(feed: Feed, kept: (line: LogEntry) => void) {
    this.#end = feed.subscribe({
      logged: ({ atMs, text }) => {
        const line = { atMs, text, meaning: annotate(text) };
        this.#lines.push(line);
        kept(line);
      },
    });
  }

  /** The newest `most` of a span, oldest first. */
  lines(fromMs: number, toMs: number, most: number): readonly LogEntry[] {
    return this.#lines.within(fromMs, toMs).slice(-most);
  }

  close(): void {
    this.#end();
  }
}
