import { close, constants, open, write } from 'node:fs';

/** Two of these: one is filled while the other is written. */
const bufferBytes = 2 ** 20;
/** How often to look whether somebody reads the FIFO, or has made room in it. */
const retryMs = 20;

/** Where the file is opened and written; for tests another than the machine's. */
export interface FileSystem {
  readonly open: typeof open;
  readonly write: typeof write;
  readonly close: typeof close;
}

/**
 * A file or FIFO that is written beside the work: what the disk or the reader cannot take in time is not kept. The first
 * error ends it, and is told once.
 */
export class BufferedFile {
  readonly #files: FileSystem;
  readonly #path: string;
  readonly #onError: (error: NodeJS.ErrnoException) => void;
  #filling = Buffer.alloc(bufferBytes);
  #writing = Buffer.alloc(bufferBytes);
  #filled = 0;
  #descriptor: number | undefined;
  /** A write, an opening, or a wait for either is under way. */
  #isBusy = false;
  #isDead = false;
  #onClosed: (() => void) | undefined;

  constructor(
    path: string,
    onError: (error: NodeJS.ErrnoException) => void,
    files: FileSystem = { open, write, close },
  ) {
    this.#path = path;
    this.#onError = onError;
    this.#files = files;
    this.#open();
  }

  /** Whether so many bytes could be added now. */
  hasRoom(lengthBytes: number): boolean {
    return !this.#isDead && this.#onClosed === undefined && this.#filled + lengthBytes <= bufferBytes;
  }

  /** Adds what `fill` writes into the buffer, from a place on; it says where it ended. There must be room. */
  add(fill: (target: Buffer, at: number) => number): void {
    this.#filled = fill(this.#filling, this.#filled);
    if (!this.#isBusy) this.#flush();
  }

  /** Writes what is left and closes. A FIFO that nobody reads is not waited for. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      this.#onClosed = resolve;
      if (!this.#isBusy) this.#flush();
    });
  }

  #open(): void {
    this.#isBusy = true;
    const { O_WRONLY, O_CREAT, O_TRUNC, O_NONBLOCK } = constants;
    this.#files.open(this.#path, O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK, 0o644, (error, descriptor) => {
      // A FIFO that nobody reads yet: what comes is kept as far as there is room.
      if (error?.code === 'ENXIO' && this.#onClosed === undefined) return this.#later(() => this.#open());
      if (error !== null) return this.#fail(error);
      this.#descriptor = descriptor;
      this.#flush();
    });
  }

  #flush(): void {
    this.#isBusy = false;
    if (this.#filled === 0 || this.#isDead) {
      if (this.#onClosed !== undefined) this.#close();
      return;
    }
    const full = this.#filling;
    const length = this.#filled;
    this.#filling = this.#writing;
    this.#writing = full;
    this.#filled = 0;
    this.#write(0, length);
  }

  #write(from: number, end: number): void {
    this.#isBusy = true;
    this.#files.write(this.#descriptor!, this.#writing, from, end - from, null, (error, count) => {
      if (error?.code === 'EAGAIN' && this.#onClosed === undefined) return this.#later(() => this.#write(from, end));
      if (error !== null) return this.#fail(error);
      if (from + count < end) this.#write(from + count, end);
      else this.#flush();
    });
  }

  #later(again: () => void): void {
    setTimeout(again, retryMs).unref();
  }

  #fail(error: NodeJS.ErrnoException): void {
    this.#isBusy = false;
    this.#isDead = true;
    // Nobody is there to read it, at the end: nothing that needs telling.
    if (this.#onClosed === undefined) this.#onError(error);
    else this.#close();
  }

  #close(): void {
    const done = this.#onClosed!;
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor === undefined) done();
    else this.#files.close(descriptor, () => done());
  }
}
