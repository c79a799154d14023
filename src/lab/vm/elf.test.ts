import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readElf } from './elf.ts';
import { elfWith } from './testing/elfWith.ts';

const library = elfWith({ needed: ['libc.so.6', 'libmnl.so.0'], sections: { '.modinfo': 'depends=a,b\0name=c\0' } });

describe('an ELF file', () => {
  test('names the libraries it needs', () => {
    expect(readElf(library)?.needed).toEqual(['libc.so.6', 'libmnl.so.0']);
  });

  test('gives a section by its name, and none it has not', () => {
    const elf = readElf(library);
    expect(Buffer.from(elf?.section('.modinfo') ?? []).toString()).toBe('depends=a,b\0name=c\0');
    expect(elf?.section('.text')).toBeUndefined();
  });

  test('names its loader', () => {
    expect(readElf(elfWith({ interpreter: '/lib64/ld.so' }))?.interpreter).toBe('/lib64/ld.so');
    expect(readElf(library)?.interpreter).toBeUndefined();
  });

  test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('may be the program that runs this test', () => {
    const elf = readElf(readFileSync(process.execPath));
    expect(elf?.needed).toContain('libc.so.6');
    expect(elf?.interpreter).toMatch(/ld-linux/);
  });

  test.each(['', '\x7fELF', '#!/bin/sh\n', '\x7fELF\x01\x01'.padEnd(64, '\0')])('is not %j', (text) => {
    expect(readElf(Buffer.from(text, 'latin1'))).toBeUndefined();
  });
});

const look = (bytes: Uint8Array) => {
  const elf = readElf(bytes);
  return [elf?.needed, elf?.interpreter, elf?.section('.modinfo'), elf?.section('.none')];
};

describe('hostile bytes', () => {
  test('cut anywhere are read without a throw', () => {
    for (let end = 0; end <= library.length; end++) expect(look(library.subarray(0, end))).toHaveLength(4);
  });

  test('changed anywhere are read without a throw, and name no more than they hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(library.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (changes) => {
          const bytes = Uint8Array.from(library);
          for (const [at, value] of changes) bytes[at] = value;
          for (const found of look(bytes)) expect(String(found ?? '').length).toBeLessThan(100_000);
        },
      ),
      { numRuns: 500 },
    );
  });
});
