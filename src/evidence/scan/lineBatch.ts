import { isAscii } from 'node:buffer';

/** A line that contains a needle, without its line end. */
export interface FoundLine {
  readonly text: string;
  /** 1-based in the file. */
  readonly number: number;
}

/** What was found in one block. Both arrays own their buffers, so that they can be transferred between threads. */
export interface LineBatch {
  /** Lines that begin in the block, found or not. */
  readonly lines: number;
  /** The found lines' bytes, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Per found line: its size, and how many lines of the block stand before it. */
  readonly records: Uint32Array<ArrayBuffer>;
}

const carriageReturn = 0x0d;

/** The batch's lines as text; `linesBefore` lines of the file stand before the block. Invalid UTF-8 becomes U+FFFD. */
export const linesOf = ({ bytes, records }: LineBatch, linesBefore: number): FoundLine[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // Nearly every log is ASCII, and then latin1, the cheapest decoding, is right.
  const encoding = isAscii(buffer) ? 'latin1' : 'utf8';
  const lines: FoundLine[] = [];
  let start = 0;
  for (let record = 0; record < records.length; record += 2) {
    const end = start + records[record]!;
    const textEnd = end > start && buffer[end - 1] === carriageReturn ? end - 1 : end;
    lines.push({ text: buffer.toString(encoding, start, textEnd), number: linesBefore + records[record + 1]! + 1 });
    start = end;
  }
  return lines;
};
