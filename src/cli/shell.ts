/** A stream a verb may print to. */
export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Characters a line holds; absent where nobody knows. */
  readonly columns?: number;
  readonly rows?: number;
}

/** All that a verb may see and touch of the process around it; tests hand in another. */
export interface Shell {
  readonly out: Stream;
  readonly err: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard input. Asked for only by what reads it, for a process that touched it waits for it to close. */
  input(): AsyncIterable<Uint8Array>;
  /**
   * Tells keys as they are pressed, those of signals too, and shows none, until the function it returns is called.
   * `undefined` where nobody sits at a terminal.
   */
  listenToKeys(listener: (bytes: Uint8Array) => void): (() => void) | undefined;
  now(): Date;
  /**
   * Resolves when the user wants an end (SIGINT, SIGTERM): for verbs that go on until then. Asked for, the first such
   * signal no longer ends the process; the second does.
   */
  interrupted(): Promise<void>;
}

const streamOf = (stream: NodeJS.WriteStream): Stream => ({
  write: (text) => void stream.write(text),
  isTerminal: stream.isTTY === true,
  ...(stream.isTTY && stream.columns > 0 ? { columns: stream.columns, rows: stream.rows } : {}),
});

/** Signals by which an end is asked for, with the codes that shells give to processes that died of them. */
const endings = { SIGINT: 130, SIGTERM: 143 } as const;

const interruptionOf = (host: NodeJS.Process): Shell['interrupted'] => {
  let end: (() => void) | undefined;
  for (const [signal, code] of Object.entries(endings)) {
    host.on(signal, () => {
      if (signal === 'SIGINT' && host.stderr.isTTY) host.stderr.write('\n');
      if (end === undefined) host.exit(code);
      end?.();
      end = undefined;
    });
  }
  return () =>
    new Promise((resolve) => {
      end = resolve;
    });
};

const keysOf =
  ({ stdin }: NodeJS.Process): Shell['listenToKeys'] =>
  (listener) => {
    if (!stdin.isTTY) return undefined;
    stdin.setRawMode(true);
    stdin.on('data', listener);
    return () => {
      stdin.off('data', listener);
      stdin.setRawMode(false);
      stdin.pause();
    };
  };

/** The shell of a Node.js process. */
export const shellOf = (host: NodeJS.Process): Shell => ({
  out: streamOf(host.stdout),
  err: streamOf(host.stderr),
  env: host.env,
  input: () => host.stdin,
  listenToKeys: keysOf(host),
  now: () => new Date(),
  interrupted: interruptionOf(host),
});
