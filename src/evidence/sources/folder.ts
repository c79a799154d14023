import { ByteReader } from './byteReader.ts';
import type { DiskEntry, FolderItem } from './disk.ts';
import { byRole } from './order.ts';
import { SourceEmpty } from './problems.ts';
import { attempt, type Trip } from './trip.ts';
import { visit } from './visit.ts';
import { watched } from './watched.ts';

/**
 * Reads every file below `folder`, names in order, each file once and under its own name. Links to files are followed,
 * links to folders are not: what they lead to inside is visited anyway, and what lies outside was not asked for.
 */
export const visitFolder = async (trip: Trip, folder: string): Promise<void> => {
  const seen = new Set<string>();
  const links: string[] = [];
  const visitOnce = async (path: string, entry: DiskEntry): Promise<void> => {
    if (entry.kind !== 'file' || seen.has(entry.identity)) return;
    seen.add(entry.identity);
    trip.budget.enter();
    await attempt(trip, path, () => visitFile(trip, path, entry.sizeBytes));
  };
  for await (const { path, entry } of entriesBelow(trip, folder, await trip.disk.list(folder), links)) {
    await visitOnce(path, entry);
  }
  for (const path of links) {
    // A link into a part of the machine that was not collected is ordinary in bundles.
    const entry = await trip.disk.look(path).catch(() => undefined);
    if (entry) await visitOnce(path, entry);
  }
  if (trip.budget.entries === 0) throw new SourceEmpty('the folder');
};

/** What `items` of `folder` and everything below them is, links put aside. */
const entriesBelow = async function* (
  trip: Trip,
  folder: string,
  items: readonly FolderItem[],
  links: string[],
): AsyncGenerator<{ readonly path: string; readonly entry: DiskEntry }> {
  for (const { name, isLink } of [...items].sort((one, other) => byRole(one.name, other.name))) {
    const path = trip.disk.join(folder, name);
    if (isLink) {
      links.push(path);
      continue;
    }
    let entry: DiskEntry | undefined;
    let inner: readonly FolderItem[] | undefined;
    await attempt(trip, path, async () => {
      entry = await trip.disk.look(path);
      if (entry.kind === 'folder') inner = await trip.disk.list(path);
    });
    if (inner) yield* entriesBelow(trip, path, inner, links);
    else if (entry) yield { path, entry };
  }
};

const visitFile = async (trip: Trip, path: string, sizeBytes: number): Promise<void> => {
  const bytes = new ByteReader(watched(trip, trip.disk.read(path)));
  try {
    await visit(trip, { path, bytes, layers: 0, isMember: true, file: { path, sizeBytes } });
  } finally {
    await bytes.close();
  }
};
