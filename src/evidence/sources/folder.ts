import { ByteReader } from './byteReader.ts';
import type { FolderItem } from './disk.ts';
import { byRole } from './order.ts';
import { SourceEmpty } from './problems.ts';
import { attempt, type Trip } from './trip.ts';
import { visit } from './visit.ts';
import { watched } from './watched.ts';

/**
 * Reads every file below `folder`, names in order. Links to files are followed, each file is read once; links to
 * folders are not, since what they lead to inside is visited anyway and what lies outside was not asked for.
 */
export const visitFolder = async (trip: Trip, folder: string): Promise<void> => {
  await visitLevel(trip, folder, new Set());
  if (trip.budget.entries === 0) throw new SourceEmpty('the folder');
};

const visitLevel = async (trip: Trip, folder: string, seen: Set<string>): Promise<void> => {
  const items = [...(await trip.disk.list(folder))].sort((one, other) => byRole(one.name, other.name));
  for (const item of items) {
    const path = trip.disk.join(folder, item.name);
    await attempt(trip, path, () => visitItem(trip, path, item, seen));
  }
};

const visitItem = async (trip: Trip, path: string, item: FolderItem, seen: Set<string>): Promise<void> => {
  const entry = await trip.disk.look(path).catch((thrown: unknown) => {
    // A link into a part of the machine that was not collected is ordinary in bundles.
    if (item.isLink) return undefined;
    throw thrown;
  });
  if (entry === undefined || seen.has(entry.identity)) return;
  if (entry.kind === 'folder' && !item.isLink) {
    seen.add(entry.identity);
    return visitLevel(trip, path, seen);
  }
  if (entry.kind !== 'file') return;
  seen.add(entry.identity);
  trip.budget.enter();
  const bytes = new ByteReader(watched(trip, trip.disk.read(path)));
  try {
    await visit(trip, { path, bytes, layers: 0, isMember: true });
  } finally {
    await bytes.close();
  }
};
