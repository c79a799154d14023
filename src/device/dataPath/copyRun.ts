import { copy, type Views } from '../../bus/memory.ts';

/** Beyond this many bytes the system's copy wins over ours, though it needs a view made for it. Measured. */
const longBytes = 256;

/**
 * Copies between different memories as `copy` does, for runs that begin anywhere: guests align packets to their IP header, so
 * hardly a frame begins at a word. Up to `longBytes` it allocates nothing. Words of the source are read whole, and only
 * those that hold bytes of the run; the target is written nowhere but in the run.
 */
export const copyRun = (source: Views, from: number, target: Views, to: number, lengthBytes: number): void => {
  if (((from | to) & 3) === 0 || lengthBytes < 8 || lengthBytes > longBytes)
    copy(source, from, target, to, lengthBytes);
  else copyShifted(source, from, target, to, lengthBytes);
};

// A function of its own, so that V8 can join the other way of `copyRun`, which is short, with its callers.
const copyShifted = (source: Views, from: number, target: Views, to: number, lengthBytes: number): void => {
  const [sourceBytes, targetBytes] = [source.bytes, target.bytes];
  const end = from + lengthBytes;
  let at = from;
  let place = to;
  while ((place & 3) !== 0) targetBytes[place++] = sourceBytes[at++]!;
  const [sourceWords, targetWords] = [source.words, target.words];
  const shift = (at & 3) * 8;
  const count = (end - at) >>> 2;
  let word = at >>> 2;
  const into = place >>> 2;
  if (shift === 0) {
    for (let i = 0; i < count; i++) targetWords[into + i] = sourceWords[word + i]!;
  } else {
    let low = sourceWords[word]!;
    for (let i = 0; i < count; i++) {
      const high = sourceWords[++word]!;
      targetWords[into + i] = (low >>> shift) | (high << (32 - shift));
      low = high;
    }
  }
  at += count * 4;
  place += count * 4;
  while (at < end) targetBytes[place++] = sourceBytes[at++]!;
};
