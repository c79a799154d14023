import type { Duplex } from 'node:stream';
import { Channel } from './channel.ts';
import { type Input, interruptCharacter, request } from './guestAgent.ts';
import { type MachineEnded, MachineSilent } from './problems.ts';

/** What a command did. */
export interface RunResult {
  readonly code: number;
  /** What it wrote to standard output and standard error, in that order in which it came; as UTF-8. */
  readonly output: string;
  readonly bytes: Uint8Array;
}

export interface RunOptions {
  /** Bound on the whole command; a command that exceeds it is interrupted. */
  readonly timeoutMs?: number;
  /** Told the output as it comes. */
  readonly onOutput?: (bytes: Uint8Array) => void;
  /** Interrupts the command, as Ctrl-C does; it then ends with the code the interrupt gives it. */
  readonly signal?: AbortSignal;
  /** `line` gives the command the line as its terminal. What is to be typed is written with `type`. */
  readonly input?: Input;
}

const usualTimeoutMs = 60_000;
/** For an interrupted command to end. */
const graceMs = 10_000;
/** An interrupt is lost where it comes before the command has begun; then another is needed. */
const againMs = 2000;

interface Running {
  readonly chunks: Uint8Array[];
  readonly onOutput: ((bytes: Uint8Array) => void) | undefined;
  readonly settle: (code: number) => void;
}

/** The host's end of the channel: one command after the other, each with a bound. */
export class AgentSession {
  readonly #line: Duplex;
  readonly #newToken: () => string;
  readonly #channel = new Channel();
  readonly #ended: Promise<never>;
  #fail: (reason: Error) => void = () => {};
  /** Why nobody answers any more. */
  #reason: Error | undefined;
  #becomeReady: () => void = () => {};
  readonly #ready: Promise<void>;
  #running: Running | undefined;
  /** The command before, whatever became of it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(line: Duplex, newToken: () => string) {
    this.#line = line;
    this.#newToken = newToken;
    this.#ended = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.#ended.catch(() => {});
    this.#ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
    line.on('data', (bytes: Buffer) => this.#receive(bytes));
  }

  /** No command can be answered any more, and why. */
  end(reason: MachineEnded | MachineSilent): void {
    this.#reason ??= reason;
    this.#fail(reason);
  }

  /** Fulfilled when the agent listens. @throws MachineSilent, MachineEnded */
  async ready(timeoutMs: number): Promise<void> {
    if (!(await this.#within(timeoutMs, this.#ready)))
      throw new MachineSilent(`the machine did not come up within ${timeoutMs / 1000} s`);
  }

  /** @throws MachineSilent, MachineEnded */
  run(script: string, options: RunOptions = {}): Promise<RunResult> {
    const result = this.#last.then(() => this.#runNow(script, options));
    this.#last = result.catch(() => {});
    return result;
  }

  /** Bytes for a command that has the line as its terminal. */
  type(bytes: Uint8Array | string): void {
    if (this.#running) this.#line.write(bytes);
  }

  async #runNow(script: string, options: RunOptions): Promise<RunResult> {
    if (this.#reason !== undefined) throw this.#reason;
    const { timeoutMs = usualTimeoutMs, onOutput, signal, input = 'none' } = options;
    const chunks: Uint8Array[] = [];
    const code = new Promise<number>((settle) => {
      this.#running = { chunks, onOutput, settle };
    });
    const token = this.#newToken();
    this.#channel.expect(token);
    this.#line.write(request(token, input, script));
    const interrupt = () => void this.#interrupt(code).catch(() => {});
    signal?.addEventListener('abort', interrupt);
    if (signal?.aborted) interrupt();
    try {
      if (!(await this.#within(timeoutMs, code))) {
        const silent = new MachineSilent(`${JSON.stringify(script)} did not end within ${timeoutMs / 1000} s`);
        // Who does not even end on an interrupt will not hear the next command either.
        if (!(await this.#interrupt(code))) this.end(silent);
        throw silent;
      }
      const bytes = Buffer.concat(chunks);
      return { code: await code, output: bytes.toString(), bytes };
    } finally {
      signal?.removeEventListener('abort', interrupt);
      this.#running = undefined;
    }
  }

  /** Interrupts what runs. Whether it ended in time. @throws what the session ended with */
  async #interrupt(ended: Promise<unknown>): Promise<boolean> {
    for (let leftMs = graceMs; leftMs > 0; leftMs -= againMs) {
      this.type(interruptCharacter);
      if (await this.#within(againMs, ended)) return true;
    }
    return false;
  }

  /** Whether `event` came in time. @throws what the session ended with */
  async #within(timeoutMs: number, event: Promise<unknown>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, false);
    });
    try {
      return await Promise.race([event.then(() => true), this.#ended, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #receive(bytes: Uint8Array): void {
    for (const event of this.#channel.receive(bytes)) {
      if (event.kind === 'ready') this.#becomeReady();
      else if (event.kind === 'ended') this.#running?.settle(event.code);
      else {
        this.#running?.chunks.push(event.bytes);
        this.#running?.onOutput?.(event.bytes);
      }
    }
  }
}
