import type { Shell, Stream } from './shell.ts';

/** A shell that remembers what was printed. For tests. */
export interface RecordingShell extends Shell {
  readonly printed: () => string;
  readonly complained: () => string;
}

const recording = (isTerminal: boolean): [Stream, () => string] => {
  const texts: string[] = [];
  return [{ isTerminal, write: (text) => void texts.push(text) }, () => texts.join('')];
};

export const recordingShell = ({ isTerminal = false, env = {} as Shell['env'] } = {}): RecordingShell => {
  const [out, printed] = recording(isTerminal);
  const [err, complained] = recording(isTerminal);
  const input = async function* (): AsyncGenerator<Uint8Array> {};
  return { out, err, env, input, now: () => new Date('2026-07-24T03:00:00Z'), printed, complained };
};
