import type { Ethtool } from '../../native/ethtoolIoctl.ts';

/** How a program that was run ended, and what it printed. */
export interface ProgramOutput {
  /** Raw: what a log holds need not be UTF-8. */
  readonly stdout: Uint8Array;
  readonly stderr: string;
  /** 0 is success; undefined when it was stopped, because it took too long or printed too much. */
  readonly exitCode: number | undefined;
}

export interface ProgramBounds {
  readonly timeoutMs: number;
  readonly stdoutBytes: number;
}

/** A device that gives one record a read, as `/dev/kmsg` does. */
export interface RecordDevice {
  /** The next record; empty at the end. Throws what the system says: `EAGAIN` while there is none yet. */
  read(mostBytes: number): Uint8Array;
  /** Resolves when a read would give something, at the signal, and after so long in any case. Never rejects. */
  awaited?(limitMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface WebRequest {
  readonly url: string;
  readonly method: 'GET' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly mostBytes: number;
}

export interface WebResponse {
  readonly status: number;
  readonly body: string;
}

/** The machine, as far as it is looked at. Everything rejects or throws with what the system says (`code`: `ENOENT`). */
export interface Host {
  /** The beginning of a file, at most `mostBytes` of it. */
  readFile(path: string, mostBytes: number): Promise<Uint8Array>;
  readFolder(path: string): Promise<readonly string[]>;
  /** Where a symbolic link points to, as it stands there. */
  readLink(path: string): Promise<string>;
  /** Opens without waiting for records to come. */
  openRecords(path: string): RecordDevice;
  /** Runs a program, without a shell and without input. Rejects where it cannot be started. */
  run(program: string, args: readonly string[], bounds: ProgramBounds): Promise<ProgramOutput>;
  /**
   * Runs a program that goes on until it is closed, and gives what it printed since the last read: `EAGAIN` while that
   * is nothing, and nothing at all once it has ended.
   */
  openProgram(program: string, args: readonly string[]): RecordDevice;
  /** Rejects with `NativeUnavailable` where C cannot be called. */
  openEthtool(): Promise<Ethtool>;
  /** Asks directly, never through a proxy. */
  request(request: WebRequest): Promise<WebResponse>;
  /** Milliseconds of a clock that is never set. */
  elapsedMs(): number;
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

/** The code the system gave for an error, such as `EACCES`. */
export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'an unknown error';
