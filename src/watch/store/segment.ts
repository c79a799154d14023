import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of records in the order of time. */
export interface Segment {
  readonly path: string;
  /** Grows with each segment of a tier. */
  readonly number: number;
  /** Time of its first record; milliseconds since 1970. */
  readonly firstMs: number;
  /** It was begun because the clock had been set back: its times may lie before the end of the one before it. */
  readonly isBack: boolean;
  readonly sizeBytes: number;
}

const pattern = /^([a-z0-9]+)-(\d{8,12})-(\d{1,16})(-back)?\.seg$/;

export const segmentName = (tier: string, { number, firstMs, isBack }: Omit<Segment, 'path' | 'sizeBytes'>): string =>
  `${tier}-${`${number}`.padStart(8, '0')}-${Math.max(0, Math.trunc(firstMs))}${isBack ? '-back' : ''}.seg`;

/** The segments of a tier, oldest first. None where there is no folder. */
export const segmentsOf = async (folder: string, tier: string): Promise<readonly Segment[]> => {
  const names = await readdir(folder).catch(() => []);
  const found = names.flatMap((name) => {
    const [, of, number, firstMs, back] = pattern.exec(name) ?? [];
    if (of !== tier) return [];
    return { path: join(folder, name), number: Number(number), firstMs: Number(firstMs), isBack: back !== undefined };
  });
  const sizes = await Promise.all(
    found.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => undefined,
      ),
    ),
  );
  return found
    .flatMap((segment, i) => (sizes[i] === undefined ? [] : { ...segment, sizeBytes: sizes[i] }))
    .toSorted((one, other) => one.number - other.number);
};

/** Those that may hold something between the two times. */
export const segmentsBetween = (segments: readonly Segment[], fromMs: number, toMs: number): readonly Segment[] =>
  segments.filter(({ firstMs }, i) => {
    const next = segments[i + 1];
    const lastMs = next === undefined || next.isBack ? Number.POSITIVE_INFINITY : next.firstMs;
    return firstMs <= toMs && lastMs >= fromMs;
  });

/** What a segment holds; nothing where it was removed meanwhile to make room. */
export const contentOf = async ({ path }: Segment): Promise<Buffer> => readFile(path).catch(() => Buffer.alloc(0));
