import type { Stream } from './shell.ts';

/** How far reading has come. */
export interface Progress {
  /** Told as often as one likes; shows at most ten times a second. */
  at(readBytes: number, ofBytes?: number): void;
  /** Takes the line away again. */
  close(): void;
}

/** Reading that takes no longer than this is not worth a line. */
const patienceMs = 1000;
const intervalMs = 100;
const eraseLine = '\r\x1b[2K';

const gigabytes = (bytes: number): string =>
  bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;

/** Shows progress on one line of a terminal, and nothing where `err` is none or `quiet` is asked for. */
export const openProgress = (err: Stream, now: () => Date, quiet: boolean): Progress => {
  if (!err.isTerminal || quiet) return { at: () => {}, close: () => {} };
  let showAtMs = now().getTime() + patienceMs;
  let shown = false;
  return {
    at: (readBytes, ofBytes) => {
      const nowMs = now().getTime();
      if (nowMs < showAtMs) return;
      showAtMs = nowMs + intervalMs;
      shown = true;
      const share = ofBytes ? ` of ${gigabytes(ofBytes)}, ${Math.floor((100 * readBytes) / ofBytes)} %` : '';
      err.write(`${eraseLine}Read ${gigabytes(readBytes)}${share}`);
    },
    close: () => {
      if (shown) err.write(eraseLine);
    },
  };
};
