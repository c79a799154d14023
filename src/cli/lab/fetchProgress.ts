import type { OnProgress } from '../../lab/vm/packages.ts';
import type { Stream } from '../shell.ts';

const eraseLine = '\r\x1b[2K';

/** Tells how far fetching has come: on one line of a terminal, elsewhere each step once. */
export const openFetchProgress = (err: Stream): { readonly tell: OnProgress; close(): void } => {
  let last = '';
  const tell: OnProgress = ({ step, percent }) => {
    const text = err.isTerminal ? `${eraseLine}${step} ${Math.floor(percent)} %` : `${step}\n`;
    if (text === last) return;
    last = text;
    err.write(text);
  };
  return {
    tell,
    close: () => {
      if (err.isTerminal && last !== '') err.write(eraseLine);
    },
  };
};
