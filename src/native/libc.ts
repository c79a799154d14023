import { endianness } from 'node:os';

/** The calls into C that enakit needs. They answer as C does: after -1, ask `errno`. */
export interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  /** In a thread of Node.js's pool, as a driver may let it wait. The errno of its failure, or 0. */
  ioctlAside(descriptor: number, request: number, argument: Uint8Array): Promise<number>;
  close(descriptor: number): number;
  /** Of the last call; to be asked at once. */
  errno(): number;
  /** Where bytes made by `offHeap` lie, for as long as somebody holds them. */
  addressOf(bytes: Uint8Array): bigint;
}

/** C cannot be called on this machine. The message says why, as a clause. */
export class NativeUnavailable extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options);
    this.name = 'NativeUnavailable';
  }
}

/** Zeroed bytes at an address that stays: V8 keeps small arrays on its own heap, where they are moved about. */
export const offHeap = (sizeBytes: number): Uint8Array => new Uint8Array(new ArrayBuffer(sizeBytes));

/** A function of C. */
export interface ForeignFunction {
  // biome-ignore lint/suspicious/noExplicitAny: what a prototype says in C, TypeScript cannot check
  (...given: any[]): any;
  /** The same in a thread of Node.js's pool; the last argument is told error and result. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  async(...given: any[]): void;
}

/** The C library of the process, whose functions are bound by their prototypes. */
export interface Foreign {
  bind(prototype: string): ForeignFunction;
  /** Of the last call; to be asked at once. */
  errno(): number;
  /** Where bytes lie, or the number of a pointer. */
  addressOf(bytes: unknown): bigint;
  /** Memory at an address, as a buffer. Above 4 GiB it ends the process. */
  viewOf(address: bigint, sizeBytes: number): ArrayBuffer;
}

/**
 * Loads the FFI, which nothing else of enakit needs.
 *
 * @throws NativeUnavailable where the package has no build for this machine, is not installed, or this is no Linux
 */
export const loadForeign = async (): Promise<Foreign> => {
  // Structures are laid out here for the little-endian machines that an ENA can sit in.
  if (process.platform !== 'linux' || endianness() !== 'LE')
    throw new NativeUnavailable('this is no Linux for x86 or Arm');
  try {
    const koffi = await import('koffi');
    // Node.js itself is linked to the C library, whichever it is: no need to know its file name.
    const lib = koffi.load(null);
    return {
      bind: (prototype) => lib.func(prototype),
      errno: () => koffi.errno(),
      addressOf: (bytes) => koffi.address(bytes),
      viewOf: (address, sizeBytes) => koffi.view(address, sizeBytes),
    };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message.split('\n', 1)[0] : String(thrown);
    throw new NativeUnavailable(`koffi does not load here (${why})`, { cause: thrown });
  }
};

/**
 * Binds the calls.
 *
 * @throws NativeUnavailable
 */
export const loadLibc = async (): Promise<Libc> => {
  const { bind, errno, addressOf } = await loadForeign();
  // Variadic in C, but variadic functions cannot be called aside; on x86-64 and arm64 a third argument goes the same way.
  const ioctl = bind('int ioctl(int, ulong, void *)');
  return {
    socket: bind('int socket(int, int, int)'),
    ioctlAside: (descriptor, request, argument) =>
      new Promise((resolve, reject) => {
        // In here, and nowhere else, `errno` is that of the thread.
        const settle = (error: Error | null, result: number) =>
          error === null ? resolve(result < 0 ? errno() : 0) : reject(error);
        ioctl.async(descriptor, request, argument, settle);
      }),
    close: bind('int close(int)'),
    errno,
    addressOf,
  };
};
