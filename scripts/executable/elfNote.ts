/** Segment types and field offsets of a 64-bit ELF. Source: System V ABI, "Object Files"; elf(5). */
const segmentType = { load: 1, note: 4, headers: 6 } as const;
const headerField = { segments: 32, sections: 40, segmentCount: 56, sectionCount: 60, sectionNames: 62 } as const;
const segmentField = { type: 0, flags: 4, at: 8, address: 16, physical: 24, sizeBytes: 32, memoryBytes: 40, align: 48 };
const segmentBytes = 56;
const readable = 4;
/** Pages of Linux for Arm have up to 64 KiB. */
const pageBytes = 0x1_0000;

const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

interface Extent {
  readonly at: number;
  readonly address: number;
  readonly sizeBytes: number;
  readonly memoryBytes?: number;
}

const segment = (type: number, align: number, { at, address, sizeBytes }: Extent): Buffer<ArrayBuffer> => {
  const header = Buffer.alloc(segmentBytes);
  header.writeUInt32LE(type, segmentField.type);
  header.writeUInt32LE(readable, segmentField.flags);
  for (const [field, value] of [
    [segmentField.at, at],
    [segmentField.address, address],
    [segmentField.physical, address],
    [segmentField.sizeBytes, sizeBytes],
    [segmentField.memoryBytes, sizeBytes],
    [segmentField.align, align],
  ] as const)
    header.writeBigUInt64LE(BigInt(value), field);
  return header;
};

const extentOf = (header: Buffer): Extent & { readonly memoryBytes: number } => ({
  at: Number(header.readBigUInt64LE(segmentField.at)),
  address: Number(header.readBigUInt64LE(segmentField.address)),
  sizeBytes: Number(header.readBigUInt64LE(segmentField.sizeBytes)),
  memoryBytes: Number(header.readBigUInt64LE(segmentField.memoryBytes)),
});

/** A note as `dl_iterate_phdr` leads to it. */
const noteOf = (name: string, content: Uint8Array): Buffer => {
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(name.length + 1, 0);
  sizes.writeUInt32LE(content.length, 4);
  const nameBytes = Buffer.alloc(roundUp(name.length + 1, 4));
  nameBytes.write(name, 'latin1');
  return Buffer.concat([sizes, nameBytes, content, Buffer.alloc(roundUp(content.length, 4) - content.length)]);
};

/**
 * A program with a further note that it finds in its own memory. Symbols and section headers, which nothing loads, are
 * left out.
 *
 * The table of segments grows by two and so moves to the end. Kernels before 5.18 tell a program that its table lies
 * where the first segment's distance between file and memory puts it, so the new segment keeps that distance.
 *
 * @param program a 64-bit little-endian ELF
 */
export const withNote = (program: Buffer, name: string, content: Uint8Array): Buffer => {
  const tableAt = Number(program.readBigUInt64LE(headerField.segments));
  const headers = Array.from({ length: program.readUInt16LE(headerField.segmentCount) }, (_, i) =>
    Buffer.from(program.subarray(tableAt + i * segmentBytes, tableAt + (i + 1) * segmentBytes)),
  );
  const typeOf = (header: Buffer): number => header.readUInt32LE(segmentField.type);
  const isLoaded = (header: Buffer): boolean => typeOf(header) === segmentType.load;
  const loaded = headers.filter(isLoaded).map(extentOf);
  const [first] = loaded;
  if (first === undefined) throw new Error('the program has nothing to load');
  const distance = first.address - first.at;
  const fileEnd = Math.max(...loaded.map(({ at, sizeBytes }) => at + sizeBytes));
  const memoryEnd = Math.max(...loaded.map(({ address, memoryBytes }) => address + memoryBytes));

  const at = roundUp(Math.max(fileEnd, memoryEnd - distance), pageBytes);
  const tableBytes = (headers.length + 2) * segmentBytes;
  const note = noteOf(name, content);
  const extent = (offset: number, sizeBytes: number): Extent => ({
    at: at + offset,
    address: at + offset + distance,
    sizeBytes,
  });
  const lastLoaded = headers.findLastIndex(isLoaded);
  const table = Buffer.concat([
    // The kernel wants them by address; the new one lies highest.
    ...headers.toSpliced(lastLoaded + 1, 0, segment(segmentType.load, pageBytes, extent(0, tableBytes + note.length))),
    segment(segmentType.note, 4, extent(tableBytes, note.length)),
  ]);
  const ownIndex = headers.findIndex((header) => typeOf(header) === segmentType.headers);
  if (ownIndex >= 0) table.set(segment(segmentType.headers, 8, extent(0, tableBytes)), ownIndex * segmentBytes);

  const grown = Buffer.concat([program.subarray(0, fileEnd), Buffer.alloc(at - fileEnd), table, note]);
  grown.writeBigUInt64LE(BigInt(at), headerField.segments);
  grown.writeUInt16LE(headers.length + 2, headerField.segmentCount);
  grown.writeBigUInt64LE(0n, headerField.sections);
  grown.writeUInt16LE(0, headerField.sectionCount);
  grown.writeUInt16LE(0, headerField.sectionNames);
  return grown;
};
