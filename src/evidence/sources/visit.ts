import { ByteReader } from './byteReader.ts';
import { type Compression, expand } from './expand.ts';
import { journalExport, outputOf } from './filterProgram.ts';
import { type Item, memberPath } from './item.ts';
import { formatOf } from './magic.ts';
import { ArchiveTooLarge, FormatNotRead, SourceEmpty, SourceNotText } from './problems.ts';
import { tarMembers } from './tar.ts';
import { attempt, type Trip } from './trip.ts';
import { visitText } from './visitText.ts';
import { zipMembers } from './zip.ts';

/** Finds out by looking what an item is, and reads it or everything in it. Throws a `SourceProblem` or what `fs` throws. */
export const visit = async (trip: Trip, item: Item): Promise<void> => {
  if (item.layers > trip.budget.limits.layers) throw new ArchiveTooLarge('archives are nested too deeply');
  const head = await item.bytes.peek(trip.budget.limits.headBytes);
  if (head.length === 0) {
    // Nothing came: either there is nothing, or this throws why.
    await item.bytes.some();
    if (item.isMember) return;
    throw new SourceEmpty(item.file || item.layers > 0 ? 'the file' : 'the input');
  }
  const format = formatOf(head);
  switch (format.is) {
    case 'text':
      return visitText(trip, item);
    case 'gzip':
    case 'xz':
    case 'zstd':
    case 'bzip2':
      return visitExpanded(trip, item, expand(format.is satisfies Compression, item.bytes, trip.budget));
    case 'tar':
      return visitMembers(trip, item, tarMembers(item.bytes));
    case 'zip':
      return visitMembers(trip, item, zipMembers(item.bytes));
    case 'journal':
      return visitJournal(trip, item);
    case 'unread':
      throw new FormatNotRead(format.what);
    case 'foreign':
      // Every bundle has some of these; only who names one is told.
      if (!item.isMember) throw new SourceNotText(format.what);
  }
};

const visitExpanded = async (trip: Trip, item: Item, chunks: AsyncIterable<Uint8Array>): Promise<void> => {
  const { path, isMember, layers } = item;
  const bytes = new ByteReader(chunks);
  try {
    await visit(trip, { path, isMember, layers: layers + 1, bytes });
  } finally {
    await bytes.close();
  }
};

const visitMembers = async (trip: Trip, item: Item, members: ReturnType<typeof tarMembers>): Promise<void> => {
  for await (const { name, chunks } of members) {
    trip.budget.enter();
    const path = memberPath(item.path, name);
    const bytes = new ByteReader(chunks);
    await attempt(trip, path, () => visit(trip, { path, isMember: true, layers: item.layers + 1, bytes }));
    await bytes.close();
  }
};

/** Journal files are no stream: only the program of the system that writes them reads them, and only from the disk. A bundle
 * may hold dozens of old ones, so in there they are only pointed out. */
const visitJournal = async (trip: Trip, item: Item): Promise<void> => {
  const program = journalExport(item.file?.path ?? '');
  if (item.file === undefined || item.isMember) throw new FormatNotRead(program.reads, program.hint);
  return visitExpanded(trip, item, outputOf(program));
};
