import { posix } from 'node:path';
import { ByteReader } from '../sources/byteReader.ts';
import { problemOf } from '../sources/problems.ts';
import { beginsCpio, cpioNames } from './cpio.ts';
import { unpacked } from './unpack.ts';

/** Which modules an initramfs carries. */
export interface Initramfs {
  readonly modules: ReadonlySet<string>;
  /** Why it was not seen to its end, as a clause; what is not among `modules` may then be there all the same. */
  readonly unseen?: string;
}

/** Several times what the fullest distribution packs. */
const mostNames = 200_000;
const sector = 512;

/**
 * Lists the modules in an initramfs: archives one behind the other, the first with the processor's microcode, the last
 * packed. Never rejects.
 */
export const readInitramfs = async (image: AsyncIterable<Uint8Array>): Promise<Initramfs> => {
  const modules = new Set<string>();
  let names = 0;
  const listInto = async (archive: ByteReader): Promise<boolean> => {
    const entries = cpioNames(archive);
    for (let next = await entries.next(); ; next = await entries.next()) {
      if (next.done) return next.value;
      if (++names > mostNames) return false;
      const module = /^([\w-]{1,80})\.ko(?:\.(?:xz|zst|gz))?$/.exec(posix.basename(next.value))?.[1];
      if (module !== undefined) modules.add(module.replaceAll('-', '_'));
    }
  };

  const listAll = async (archives: ByteReader): Promise<boolean> => {
    let whole = true;
    while (whole && (await skipZeros(archives)) && beginsCpio(await archives.peek(6))) whole = await listInto(archives);
    return whole;
  };

  const outer = new ByteReader(image);
  try {
    let whole = await listAll(outer);
    if (whole && (await outer.peek(1)).length > 0) {
      const inner = new ByteReader(unpacked(outer));
      whole = (await listAll(inner)) && (await inner.peek(1)).length === 0;
    }
    return whole && names > 0 ? { modules } : { modules, unseen: 'it is damaged or of a kind not known' };
  } catch (thrown) {
    return { modules, unseen: problemOf(thrown).message };
  } finally {
    await outer.close();
  }
};

/** Archives are padded with zeros. @returns whether something follows them */
const skipZeros = async (input: ByteReader): Promise<boolean> => {
  for (;;) {
    const ahead = await input.peek(sector);
    const at = ahead.findIndex((byte) => byte !== 0);
    await input.take(at < 0 ? ahead.length : at);
    if (at >= 0) return true;
    // Also throws what the stream failed with.
    if (ahead.length === 0) return (await input.some()) !== undefined;
  }
};
