/** A stream a verb may print to. */
export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Characters a line holds; absent where nobody knows. */
  readonly columns?: number;
}

/** All that a verb may see and touch of the process around it; tests hand in another. */
export interface Shell {
  readonly out: Stream;
  readonly err: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard input. Asked for only by what reads it, for a process that touched it waits for it to close. */
  input(): AsyncIterable<Uint8Array>;
  now(): Date;
}

const streamOf = (stream: NodeJS.WriteStream): Stream => ({
  write: (text) => void stream.write(text),
  isTerminal: stream.isTTY === true,
  ...(stream.isTTY && stream.columns > 0 ? { columns: stream.columns } : {}),
});

/** The shell of a Node.js process. */
export const shellOf = (host: NodeJS.Process): Shell => ({
  out: streamOf(host.stdout),
  err: streamOf(host.stderr),
  env: host.env,
  input: () => host.stdin,
  now: () => new Date(),
});
