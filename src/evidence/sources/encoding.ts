/** How the bytes of a text stand for letters. Anything else is read as UTF-8 with replacement characters. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Tells the encoding by the byte order mark, or by where the NULs stand: `wsl` and some Windows tools write UTF-16
 * without a mark, and ASCII in UTF-16 has a NUL in every second byte.
 */
export const encodingOf = (head: Uint8Array): Encoding => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const nulls = [0, 0];
  const seen = Math.min(head.length, 1024);
  for (let at = 0; at < seen; at++) if (head[at] === 0) nulls[at % 2]!++;
  const most = seen * 0.4;
  if (seen >= 16 && nulls[1]! > most && nulls[0] === 0) return 'utf-16le';
  if (seen >= 16 && nulls[0]! > most && nulls[1] === 0) return 'utf-16be';
  return 'utf-8';
};

/** The same text as UTF-8 without a byte order mark. */
export const asUtf8 = async function* (
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    let first = true;
    for await (const chunk of chunks) {
      const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
      first = false;
      yield marked ? chunk.subarray(3) : chunk;
    }
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
};

/** `clean`: a text. `soiled`: text with foreign bytes, worth a try. `binary`: nothing to read. */
export type Cleanliness = 'clean' | 'soiled' | 'binary';

/**
 * Judges the beginning of a text by its share of control characters and of bytes that are no UTF-8. NULs are left
 * out: a crash leaves blocks of them in a syslog, and the lines around them are the interesting ones.
 */
export const cleanlinessOf = (head: Uint8Array): Cleanliness => {
  const withoutNulls = head.filter((byte) => byte !== 0);
  const text = new TextDecoder('utf-8').decode(withoutNulls);
  const odd = text.match(/[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g)?.length ?? 0;
  const nullShare = head.length === 0 ? 0 : 1 - withoutNulls.length / head.length;
  const oddShare = text.length === 0 ? nullShare : odd / text.length;
  if (oddShare > 0.3 || (nullShare > 0.3 && oddShare > 0.05)) return 'binary';
  return oddShare > 0.05 ? 'soiled' : 'clean';
};
