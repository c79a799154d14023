import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readElf } from '../../src/lab/vm/elf.ts';
import { elfWith } from '../../src/lab/vm/testing/elfWith.ts';
import { testNeeding } from '../../test/needs.ts';
import { withNote } from './elfNote.ts';

interface Segment {
  readonly type: number;
  readonly at: number;
  readonly address: number;
  readonly sizeBytes: number;
}

const segmentsOf = (elf: Buffer): Segment[] =>
  Array.from({ length: elf.readUInt16LE(56) }, (_, i) => {
    const header = elf.subarray(Number(elf.readBigUInt64LE(32)) + i * 56);
    const word = (at: number): number => Number(header.readBigUInt64LE(at));
    return { type: header.readUInt32LE(0), at: word(8), address: word(16), sizeBytes: word(32) };
  });

const program = elfWith({ needed: ['libc.so.6'], interpreter: '/lib64/ld-linux-x86-64.so.2' });
const content = Buffer.from('what is carried');
const carrier = withNote(program, 'NAME', content);

describe('a program with a note', () => {
  it('leads to its content by its segments', () => {
    const { at, sizeBytes } = segmentsOf(carrier).find(({ type }) => type === 4)!;
    const note = carrier.subarray(at, at + sizeBytes);
    expect(note.readUInt32LE(0)).toBe('NAME\0'.length);
    expect(note.toString('latin1', 12, 16)).toBe('NAME');
    expect(note.subarray(20, 20 + note.readUInt32LE(4))).toEqual(content);
  });

  it('loads the note, at the distance from the file that all of it has', () => {
    const segments = segmentsOf(carrier);
    const note = segments.find(({ type }) => type === 4)!;
    const loaded = segments.filter(({ type }) => type === 1);
    expect(loaded.at(-1)!.at).toBeLessThan(note.at);
    expect(loaded.at(-1)!.at + loaded.at(-1)!.sizeBytes).toBe(note.at + note.sizeBytes);
    expect(loaded.map(({ at, address }) => address - at)).toEqual([0, 0]);
  });

  it('needs what it needed', () => {
    const { needed, interpreter } = readElf(carrier)!;
    expect({ needed, interpreter }).toEqual({ needed: ['libc.so.6'], interpreter: '/lib64/ld-linux-x86-64.so.2' });
  });

  testNeeding(['/bin/echo'], 'runs as before', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ena-'));
    try {
      const path = join(folder, 'echo');
      writeFileSync(path, withNote(readFileSync('/bin/echo'), 'NAME', content), { mode: 0o755 });
      expect(execFileSync(path, ['still', 'here'], { encoding: 'utf8' })).toBe('still here\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('cannot be made of a program without anything to load', () => {
    expect(() => withNote(Buffer.alloc(64), 'NAME', content)).toThrow('nothing to load');
  });
});
