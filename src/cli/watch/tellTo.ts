import { visible } from '../render/visible.ts';
import type { Shell } from '../shell.ts';

/** Tells a sentence about the agent itself where a person or the journal reads it. */
export const tellTo =
  ({ err }: Shell) =>
  (sentence: string): void =>
    err.write(`ena: ${visible(sentence)}\n`);
