const blockBytes = 512;
const longestName = 100;

/** Where each field of a ustar header begins, and what it takes. Source: POSIX.1-2017, pax, "ustar Interchange Format". */
const field = {
  mode: 100,
  owner: 108,
  group: 116,
  size: 124,
  modified: 136,
  checksum: 148,
  type: 156,
  magic: 257,
} as const;

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

/** A name that any tar unpacks below the folder it is in, and that fits. The end of a path tells most. */
export const memberName = (path: string): string => {
  const parts = path
    .replace(/[^\w.+@=,/-]/g, '_')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/').slice(-longestName).replace(/^\/+/, '') || 'unnamed';
};

/** A file as it lies in a tar: header and content, each in blocks. Readable by its owner alone. */
export const tarMember = (name: string, content: Uint8Array, modifiedMs: number): Buffer => {
  const header = Buffer.alloc(blockBytes);
  header.write(name, 0, longestName, 'latin1');
  header.write(octal(0o600, 7), field.mode, 'latin1');
  header.write(octal(0, 7), field.owner, 'latin1');
  header.write(octal(0, 7), field.group, 'latin1');
  header.write(octal(content.length, 11), field.size, 'latin1');
  header.write(octal(Math.max(0, Math.floor(modifiedMs / 1000)), 11), field.modified, 'latin1');
  header.fill(' ', field.checksum, field.type, 'latin1');
  header.write('0', field.type, 'latin1');
  header.write('ustar\x0000', field.magic, 'latin1');
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
    field.checksum,
    'latin1',
  );
  return Buffer.concat([header, content, Buffer.alloc((blockBytes - (content.length % blockBytes)) % blockBytes)]);
};

/** What ends a tar. */
export const tarEnd = Buffer.alloc(2 * blockBytes);
