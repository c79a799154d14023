/** A region of the function, as its client reads and writes it. The session has checked that an access lies inside. */
export interface Region {
  readonly sizeBytes: number;
  /** Puts `lengthBytes` at byte `at` of `target`. */
  read(offset: number, lengthBytes: number, target: DataView, at: number): void;
  /** Takes them from byte `at` of `source`. */
  write(offset: number, lengthBytes: number, source: DataView, at: number): void;
}

/** The bytes of a view that an access means. */
export const bytesOf = (view: DataView, at: number, lengthBytes: number): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset + at, lengthBytes);
