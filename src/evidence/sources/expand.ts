import type { Budget } from './budget.ts';
import { ByteReader } from './byteReader.ts';
import { bunzip2, outputOf } from './filterProgram.ts';
import { ArchiveTooLarge } from './problems.ts';
import { unxz } from './xz.ts';
import { gunzip, unzstd } from './zlibStream.ts';

export type Compression = 'gzip' | 'xz' | 'zstd' | 'bzip2';

const decoders: Readonly<Record<Compression, (input: ByteReader) => AsyncIterable<Uint8Array>>> = {
  gzip: gunzip,
  xz: unxz,
  zstd: unzstd,
  bzip2: (input) => outputOf(bunzip2, input.chunks()),
};

/** Small, so that a bomb is noticed after this times the ratio. */
const inputChunkBytes = 32 * 1024;

/** Decompresses `input`. Throws `ArchiveTooLarge` where the outcome grows out of proportion. */
export const expand = async function* (
  compression: Compression,
  input: ByteReader,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const { anyRatioBytes, expansionRatio } = budget.limits;
  let inputBytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for (let chunk = await input.some(inputChunkBytes); chunk; chunk = await input.some(inputChunkBytes)) {
      inputBytes += chunk.length;
      yield chunk;
    }
  };
  let outputBytes = 0;
  for await (const chunk of decoders[compression](new ByteReader(counted()))) {
    outputBytes += chunk.length;
    if (outputBytes > anyRatioBytes && outputBytes > expansionRatio * inputBytes) {
      throw new ArchiveTooLarge(`it expands more than ${expansionRatio} times`);
    }
    budget.expand(chunk.length);
    yield chunk;
  }
};
