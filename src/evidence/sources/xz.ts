import xz from 'xz-decompress';
import type { ByteReader } from './byteReader.ts';
import { ArchiveDamaged, FormatNotRead } from './problems.ts';

/** What the WebAssembly inside `xz-decompress` 0.2.3 exports. `context` is an address in its memory. */
interface Decoder {
  readonly memory: { readonly buffer: ArrayBuffer };
  create_context(): number;
  supply_input(context: number, sizeBytes: number): void;
  get_next_output(context: number): number;
}

/** Words of a context: see `struct DecompressionContext` of the package. */
const word = { bufferSize: 0, input: 1, inputAt: 2, inputSize: 3, output: 4, outputAt: 5 } as const;

/** `enum xz_ret` of xz-embedded, as far as it is told apart here. */
const outcome = { ok: 0, streamEnd: 1, memoryLimit: 4, optionsError: 6, needsInput: 8 } as const;

/**
 * A decoder of its own for each stream: its memory, up to 64 MiB of dictionary, is freed with it.
 *
 * The package's public stream is not used, because it holds one lock for all streams: an .xz inside a .tar.xz would
 * wait for ever.
 */
const newDecoder = async (): Promise<Decoder> => {
  const inner = xz.XzReadableStream as unknown as {
    _getModuleInstance(): Promise<void>;
    readonly _moduleInstance: { readonly exports: Decoder };
  };
  await inner._getModuleInstance();
  return inner._moduleInstance.exports;
};

/** Decompresses xz, all streams of it. Throws `ArchiveDamaged` where the data is wrong or ends early. */
export const unxz = async function* (input: ByteReader): AsyncGenerator<Uint8Array> {
  const decoder = await newDecoder();
  const context = decoder.create_context();
  const words = (): Uint32Array => new Uint32Array(decoder.memory.buffer, context, 6);
  const bufferSize = words()[word.bufferSize]!;

  for (let ended = false; !ended; ) {
    const chunk = (await input.some(bufferSize)) ?? new Uint8Array();
    new Uint8Array(decoder.memory.buffer, words()[word.input]!, bufferSize).set(chunk);
    decoder.supply_input(context, chunk.length);
    for (;;) {
      const result = decoder.get_next_output(context);
      const state = words();
      const made = state[word.outputAt]!;
      if (made > 0) yield new Uint8Array(decoder.memory.buffer, state[word.output]!, made).slice();
      words()[word.outputAt] = 0;
      if (result === outcome.streamEnd) return;
      if (result !== outcome.ok && result !== outcome.needsInput) throw failureOf(result, chunk.length === 0);
      if (made === 0 && state[word.inputAt] === state[word.inputSize]) break;
    }
    // Empty input asks the decoder to finish; it has not, so more should have come.
    ended = chunk.length === 0;
  }
  throw failureOf(outcome.needsInput, true);
};

const failureOf = (result: number, atEnd: boolean): Error =>
  result === outcome.memoryLimit || result === outcome.optionsError
    ? new FormatNotRead('xz data of this kind', 'unpack it first (xz -d)')
    : new ArchiveDamaged(`the xz data ${atEnd ? 'ends early' : 'is damaged'}`);
