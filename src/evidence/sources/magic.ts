/** What a stream of bytes is, as its first bytes tell. */
export type Format =
  | { readonly is: 'text' }
  | { readonly is: 'gzip' | 'xz' | 'zstd' | 'bzip2' | 'tar' | 'zip' | 'journal' }
  /** A compression or archive that is not read. `what` names it. */
  | { readonly is: 'unread'; readonly what: string }
  /** Nothing a log could be in. `what` names it. */
  | { readonly is: 'foreign'; readonly what: string };

interface Magic {
  readonly bytes: readonly number[];
  readonly at?: number;
  readonly format: Format;
}

const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));
const foreign = (what: string): Format => ({ is: 'foreign', what });
const unread = (what: string): Format => ({ is: 'unread', what });

/** First bytes of formats that occur beside logs in bundles. Sources: each format's specification, file(1). */
export const magics: readonly Magic[] = [
  { bytes: [0x1f, 0x8b, 0x08], format: { is: 'gzip' } },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], format: { is: 'xz' } },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], format: { is: 'zstd' } },
  { bytes: [...ascii('1AY&SY')], at: 4, format: { is: 'bzip2' } },
  { bytes: [...ascii('PK'), 3, 4], format: { is: 'zip' } },
  { bytes: [...ascii('PK'), 5, 6], format: { is: 'zip' } },
  { bytes: ascii('LPKSHHRH'), format: { is: 'journal' } },
  { bytes: [0x04, 0x22, 0x4d, 0x18], format: unread('lz4 data') },
  { bytes: [0x1f, 0x9d], format: unread('compress data') },
  { bytes: [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c], format: unread('a 7z archive') },
  { bytes: ascii('Rar!'), format: unread('a RAR archive') },
  { bytes: [0x7f, ...ascii('ELF')], format: foreign('an ELF program, library or core') },
  { bytes: [...ascii('MZ'), 0x90, 0x00], format: foreign('a Windows program') },
  { bytes: [0x89, ...ascii('PNG')], format: foreign('an image') },
  { bytes: [0xff, 0xd8, 0xff], format: foreign('an image') },
  { bytes: ascii('GIF8'), format: foreign('an image') },
  { bytes: ascii('%PDF-'), format: foreign('a PDF document') },
  { bytes: ascii('SQLite format 3'), format: foreign('an SQLite database') },
  { bytes: [...ascii('ElfFile'), 0], format: foreign('a Windows event log; export it as text') },
  { bytes: ascii('KDUMP   '), format: foreign('a kernel dump; give its vmcore-dmesg.txt') },
  // What it quotes was counted when it was made.
  { bytes: ascii('{\n  "schema": "enakit/report/'), format: foreign('a report of ena doctor') },
  { bytes: ascii('# Report of ena doctor\n'), format: foreign('a report of ena doctor') },
  { bytes: [0xd4, 0xc3, 0xb2, 0xa1], format: foreign('a packet capture') },
  { bytes: [0x0a, 0x0d, 0x0d, 0x0a], format: foreign('a packet capture') },
];

/** Whether `head` begins with a tar header: its checksum, which old tars without magic have too, tells. */
export const beginsTar = (head: Uint8Array): boolean => {
  if (head.length < 512) return false;
  const stored = Number.parseInt(Buffer.from(head.subarray(148, 156)).toString('latin1').trim(), 8);
  let sum = 0;
  for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 0x20 : head[at]!;
  // A block of NULs alone has the checksum of its blanks; it ends a tar, it does not begin one.
  return sum === stored && sum !== 8 * 0x20;
};

/** Says what begins with `head`, by looking. Whatever has no known beginning is text until it proves otherwise. */
export const formatOf = (head: Uint8Array): Format => {
  for (const { bytes, at = 0, format } of magics) {
    if (bytes.every((byte, index) => head[at + index] === byte)) return format;
  }
  return beginsTar(head) ? { is: 'tar' } : { is: 'text' };
};
