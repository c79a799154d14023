import type { Transform } from 'node:stream';
// Whole, because importing a name that an older Node lacks (zstd's) fails before anything could be checked.
import zlib from 'node:zlib';
import type { ByteReader } from './byteReader.ts';
import { ArchiveDamaged, FormatNotRead } from './problems.ts';

/** Decompresses gzip, all members of it. Throws `ArchiveDamaged` where the data is wrong or ends early. */
export const gunzip = (input: ByteReader): AsyncGenerator<Uint8Array> => run(zlib.createGunzip(), input, 'gzip data');

/** Decompresses one raw deflate stream, as zip members are; `input` then stands behind it. */
export const inflateRaw = (input: ByteReader): AsyncGenerator<Uint8Array> =>
  run(zlib.createInflateRaw(), input, 'deflated data');

/** Decompresses zstd with Node's own decoder. Throws `FormatNotRead` where Node has none (before 22.15). */
export const unzstd = async function* (input: ByteReader): AsyncGenerator<Uint8Array> {
  if (typeof zlib.createZstdDecompress !== 'function') {
    throw new FormatNotRead('zstd data', 'unpack it first (zstd -d), or use Node.js 22.15 or later');
  }
  // `zstd --long` needs a window of up to 128 MiB; more would let a header of a few bytes claim gigabytes.
  const params = { [zlib.constants.ZSTD_d_windowLogMax]: 27 };
  // Node's decoder ends with the first frame; parallel compressors write many.
  do yield* run(zlib.createZstdDecompress({ params }), input, 'zstd data');
  while ((await input.peek(1)).length > 0);
};

/**
 * Feeds one chunk at a time and hands out all it makes before the next. The stream's own async iterator would
 * throw away what it has buffered as soon as it meets an error, which in a cut log are its last minutes.
 */
const run = async function* (
  engine: Transform & { readonly bytesWritten: number },
  input: ByteReader,
  what: string,
): AsyncGenerator<Uint8Array> {
  let wake = (): void => {};
  let failure: Error | undefined;
  let over = false;
  const settle = (): void => {
    over = true;
    wake();
  };
  engine.on('readable', () => wake());
  engine.on('error', (error: Error) => {
    failure = error;
    settle();
  });
  engine.on('end', settle);

  const drain = async function* (isDone: () => boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      for (let made = engine.read(); made !== null; made = engine.read()) yield made;
      if (over || isDone()) return;
      await woken;
    }
  };

  try {
    let fedBytes = 0;
    for (let chunk = await input.some(); chunk !== undefined && !over; chunk = await input.some()) {
      let written = false;
      fedBytes += chunk.length;
      engine.write(chunk, () => {
        written = true;
        wake();
      });
      yield* drain(() => written);
      // The engine leaves bytes behind where the compressed stream ends; they are the next one's, or padding.
      const leftBytes = fedBytes - engine.bytesWritten;
      if (failure || leftBytes === 0) continue;
      input.unread(chunk.subarray(chunk.length - leftBytes));
      break;
    }
    if (!over) engine.end();
    yield* drain(() => false);
    if (failure) throw new ArchiveDamaged(`the ${what} ${endsEarly(failure) ? 'ends early' : 'is damaged'}`);
  } finally {
    engine.destroy();
  }
};

const endsEarly = (error: Error): boolean => 'code' in error && error.code === 'Z_BUF_ERROR';
