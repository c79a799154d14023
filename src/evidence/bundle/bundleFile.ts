import { createHash, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { memberName, tarEnd, tarMember } from './tarMember.ts';

/** Beyond is no log a person sends; a member is held in memory until it is written. */
export const mostMemberBytes = 128 * 1024 * 1024;
const mostBundleBytes = 2 * 1024 * 1024 * 1024;

export interface BundleOptions {
  readonly now: Date;
  /** The folder that unpacking makes. */
  readonly folder: string;
  /** Takes the place of what stands at the path. */
  readonly overwrites?: boolean;
}

/**
 * An archive (`.tar.gz`) while it is written: beside its path, for its owner alone, under its own name only when it is
 * whole. Each member is a gzip stream of its own, which gzip calls one. Throws what `fs` throws: `EEXIST` where
 * something stands at the path, `EFBIG` beyond what a bundle may hold.
 */
export class BundleFile {
  readonly #path: string;
  readonly #draft: string;
  readonly #options: BundleOptions;
  readonly #descriptor: number;
  readonly #sums = new Map<string, string>();
  #bytes = 0;

  constructor(path: string, options: BundleOptions) {
    this.#path = path;
    this.#options = options;
    this.#refuseOther();
    this.#draft = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
    this.#descriptor = openSync(this.#draft, 'wx', 0o600);
  }

  /** Names of what was added. */
  get names(): readonly string[] {
    return [...this.#sums.keys()];
  }

  add(path: string, content: string | Uint8Array): void {
    const bytes = Buffer.from(content);
    this.#bytes += bytes.length;
    if (this.#bytes > mostBundleBytes) throw Object.assign(new Error('the bundle grows too large'), { code: 'EFBIG' });
    let name = memberName(path);
    for (let n = 2; this.#sums.has(name); n++) name = memberName(`${n}-${path}`);
    this.#sums.set(name, createHash('sha256').update(bytes).digest('hex'));
    this.#write(tarMember(`${this.#options.folder}/${name}`, bytes, this.#options.now.getTime()));
  }

  /** Adds the checksums, in the form `sha256sum --check` reads, and gives the archive its name. */
  finish(): void {
    const sums = [...this.#sums].map(([name, sum]) => `${sum}  ${name}\n`).join('');
    this.#write(tarMember(`${this.#options.folder}/SHA256SUMS`, Buffer.from(sums), this.#options.now.getTime()));
    this.#write(tarEnd);
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    try {
      this.#publish();
    } catch (error) {
      rmSync(this.#draft, { force: true });
      throw error;
    }
  }

  /** Leaves nothing behind. */
  abandon(): void {
    closeSync(this.#descriptor);
    rmSync(this.#draft, { force: true });
  }

  #write(bytes: Buffer): void {
    writeFileSync(this.#descriptor, gzipSync(bytes));
  }

  #publish(): void {
    if (this.#options.overwrites) {
      renameSync(this.#draft, this.#path);
      return;
    }
    try {
      // Unlike a rename, it fails where something stands there by now.
      linkSync(this.#draft, this.#path);
      rmSync(this.#draft);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
      // A file system without links.
      this.#refuseOther();
      renameSync(this.#draft, this.#path);
    }
  }

  #refuseOther(): void {
    if (this.#options.overwrites || !existsSync(this.#path)) return;
    throw Object.assign(new Error('it is there already'), { code: 'EEXIST' });
  }
}
