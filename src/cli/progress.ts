import type { Progress } from '../evidence/collect.ts';
import { cutStart } from './render/text.ts';
import { visible } from './render/visible.ts';
import type { Stream } from './shell.ts';

/** The line that tells how far reading has come. */
export interface ProgressLine {
  /** Told as often as one likes; shows at most ten times a second. */
  show(progress: Progress): void;
  /** Takes the line away again. */
  close(): void;
}

/** Reading that takes no longer than this is not worth a line. */
const patienceMs = 1000;
const intervalMs = 100;
const eraseLine = '\r\x1b[2K';

/** Longer paths lose their beginning, lest the line breaks and cannot be erased. */
const pathColumns = 40;

const sizeWords = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;

/** Shows progress on one line of a terminal, and nothing where `err` is none or `quiet` is asked for. */
export const openProgress = (err: Stream, now: () => Date, quiet: boolean): ProgressLine => {
  if (!err.isTerminal || quiet) return { show: () => {}, close: () => {} };
  let showAtMs = now().getTime() + patienceMs;
  let shown = false;
  return {
    show: ({ source, bytes, totalBytes }) => {
      const nowMs = now().getTime();
      if (nowMs < showAtMs) return;
      showAtMs = nowMs + intervalMs;
      shown = true;
      const share = totalBytes ? ` of ${sizeWords(totalBytes)}, ${Math.floor((100 * bytes) / totalBytes)} %` : '';
      err.write(`${eraseLine}${cutStart(visible(source), pathColumns)}: ${sizeWords(bytes)}${share}`);
    },
    close: () => {
      if (shown) err.write(eraseLine);
    },
  };
};
