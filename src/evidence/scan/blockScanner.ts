import { type FileText, readFileText } from './fileText.ts';
import { openKernel } from './kernel.ts';
import type { LineBatch } from './lineBatch.ts';
import { maxLineBytes, paddingBytes } from './searchFunction.ts';
import type { SearchPlan } from './searchPlan.ts';

export interface BlockScanner {
  /** Finds the lines that begin in the block; throws {@link UnscannableFile} when it cannot be read. */
  scan(block: number): LineBatch;
}

const newline = 0x0a;
/** The last line of a block ends in the next one: most often within this much. */
const firstOverhangBytes = 1024;
/** A line with a needle has five bytes or more, and leaves a record of eight. */
const recordBytesFor = (textBytes: number): number => Math.ceil(textBytes / 5) * 8;

export const blockCountOf = (file: FileText, blockBytes: number): number => Math.ceil(file.sizeBytes / blockBytes);

/**
 * A scanner with a kernel and memory of its own, about four times `blockBytes`. A line belongs to the block in which it begins;
 * so blocks can be scanned in any order, by anyone, and each line is found once.
 */
export const openBlockScanner = (file: FileText, plan: SearchPlan, blockBytes: number): BlockScanner => {
  const textBytes = 1 + blockBytes + maxLineBytes + 1;
  const kernel = openKernel(plan, 8 + recordBytesFor(textBytes) + 2 * textBytes + paddingBytes);
  const { memory } = kernel;
  const buffer = Buffer.from(memory.buffer);
  const recordsAt = (kernel.freeFrom + 7) & ~7;
  const copiesAt = recordsAt + recordBytesFor(textBytes);
  const textAt = copiesAt + textBytes;

  /** Reads the block, the byte before it, and the rest of its last line; returns where in memory they end. */
  const read = (from: number, to: number): number => {
    let end = from;
    const readOn = (until: number): void => {
      readFileText(file, memory, textAt + end - from, end, until);
      end = until;
    };
    readOn(to);
    for (const overhang of [firstOverhangBytes, maxLineBytes]) {
      // From the block's own last byte: it may be the line end.
      const lineEnd = buffer.subarray(0, textAt + end - from).indexOf(newline, textAt + to - from - 1);
      if (lineEnd >= 0) return lineEnd + 1;
      readOn(Math.min(to + overhang, file.sizeBytes));
    }
    const lineEnd = buffer.subarray(0, textAt + end - from).indexOf(newline, textAt + to - from - 1);
    return lineEnd >= 0 ? lineEnd + 1 : textAt + end - from;
  };

  return {
    scan: (block) => {
      const first = block * blockBytes;
      const to = Math.min(first + blockBytes, file.sizeBytes);
      // The byte before tells whether a line begins with the block; before the file's first line stands a line end, so to say.
      const from = Math.max(first - 1, 0);
      let end = read(from, to);
      let start = textAt;
      if (first > 0) start = buffer.subarray(0, textAt + to - from - 1).indexOf(newline, textAt) + 1;
      else memory[textAt - 1] = newline;
      if (start === 0) return { lines: 0, bytes: new Uint8Array(0), records: new Uint32Array(0) };
      // The kernel wants every line ended: the file's last one may not be, nor one that was cut.
      if (memory[end - 1] !== newline) memory[end++] = newline;
      memory.fill(0, end, end + paddingBytes);
      const lines = kernel.search(start, end, recordsAt, copiesAt);
      return {
        lines,
        bytes: memory.slice(copiesAt, kernel.copiesEnd()) as Uint8Array<ArrayBuffer>,
        records: new Uint32Array(
          memory.buffer as ArrayBuffer,
          recordsAt,
          (kernel.recordsEnd() - recordsAt) / 4,
        ).slice(),
      };
    },
  };
};
