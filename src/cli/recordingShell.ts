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

interface Circumstances {
  readonly isTerminal?: boolean;
  readonly env?: Shell['env'];
  readonly input?: readonly Uint8Array[];
  /** When the user wants an end; never where absent. */
  readonly interrupted?: Promise<void>;
}

export const recordingShell = (circumstances: Circumstances = {}): RecordingShell => {
  const { isTerminal = false, env = {}, input = [], interrupted = new Promise<void>(() => {}) } = circumstances;
  const [out, printed] = recording(isTerminal);
  const [err, complained] = recording(isTerminal);
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield* input;
  };
  return {
    out,
    err,
    env,
    input: chunks,
    listenToKeys: () => undefined,
    now: () => new Date('2026-07-24T03:00:00Z'),
    interrupted: () => interrupted,
    printed,
    complained,
  };
};
