import type { Limits } from './limits.ts';
import { ArchiveTooLarge } from './problems.ts';

/** Counts what one source has cost so far, and throws `ArchiveTooLarge` when that goes beyond the limits. */
export class Budget {
  /** Bytes read from the disk or standard input. */
  readBytes = 0;
  /** Files and members looked at. */
  entries = 0;
  readonly limits: Limits;
  #expandedBytes = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** A file of a folder or a member of an archive is about to be looked at. */
  enter(): void {
    if (++this.entries > this.limits.entries) {
      throw new ArchiveTooLarge(`it holds more than ${this.limits.entries} files`);
    }
  }

  /** Some layer of the source has made `bytes` out of fewer. */
  expand(bytes: number): void {
    this.#expandedBytes += bytes;
    const { sourceRatioFreeBytes, expansionRatio, expandedBytes } = this.limits;
    const inProportion = Math.max(sourceRatioFreeBytes, expansionRatio * this.readBytes);
    if (this.#expandedBytes > Math.min(expandedBytes, inProportion)) {
      throw new ArchiveTooLarge('all it holds expands to more than can be read');
    }
  }
}
