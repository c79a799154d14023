import type { Place } from '../../observation.ts';

/** One thing a boot loader can boot. */
export interface BootEntry {
  /** What the loader's own settings name it by. */
  readonly id: string;
  readonly title: string;
  /** Path of the kernel as the loader sees it: from the root of the file system that the loader reads. */
  readonly kernelPath: string;
  readonly initrdPaths: readonly string[];
  /** The kernel's command line. */
  readonly options: string;
  readonly place: Place;
}

/** What a boot loader's configuration says. */
export interface BootMenu {
  readonly entries: readonly BootEntry[];
  /** Which of them boots next; absent where that cannot be told. */
  readonly next?: BootEntry;
}
