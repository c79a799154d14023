import { MachineEnded, MachineSilent } from '../../vm/problems.ts';
import { consoleBytes, type Sight } from '../world/hosts.ts';

/** A guest that has booted. */
export interface RunningGuest {
  /** It answered of late. */
  readonly isReachable: boolean;
  /** Switches it off. */
  close(): Promise<void>;
}

export interface BootWishes {
  /** It is not wanted any more: what boots is to be switched off. */
  readonly signal: AbortSignal;
  readonly onConsole: (bytes: Uint8Array) => void;
}

/** A machine from its start to its end. */
export class GuestMachine {
  #phase: Sight['phase'] = 'booting';
  #console: string;
  #running: RunningGuest | undefined;
  readonly #wish = new AbortController();
  readonly #booted: Promise<void>;

  /** `boot` is called once; `onTrouble` is told why it failed. */
  constructor(
    said: string,
    boot: (wishes: BootWishes) => Promise<RunningGuest>,
    onTrouble: (sentence: string) => void,
  ) {
    this.#console = said;
    const { signal } = this.#wish;
    const onConsole = (bytes: Uint8Array) => this.#hear(bytes);
    this.#booted = boot({ signal, onConsole }).then(
      (running) => {
        this.#running = running;
        this.#phase = 'up';
      },
      (error: Error) => {
        if (signal.aborted) return;
        // A kernel that spoke and gave up is a machine all the same: the console tells.
        const gaveUp = error instanceof MachineEnded || error instanceof MachineSilent;
        this.#phase = gaveUp && this.#console !== said ? 'up' : 'failed';
        onTrouble(error.message);
      },
    );
  }

  get sight(): Sight {
    return { phase: this.#phase, console: this.#console, isReachable: this.#running?.isReachable ?? false };
  }

  /** Switches it off, booted or not. */
  async end(): Promise<void> {
    this.#wish.abort();
    await this.#booted;
    const running = this.#running;
    this.#running = undefined;
    await running?.close();
  }

  #hear(bytes: Uint8Array): void {
    const text = Buffer.from(bytes).toString('latin1').replaceAll('\r', '');
    this.#console = (this.#console + text).slice(-consoleBytes);
  }
}
