import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSections } from './sectionReading.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/sections/${name}`, import.meta.url), 'utf8');

describe('modinfo', () => {
  it('reads version and kernel of the module file', () => {
    expect(readSections(fixture('modinfo.txt'))).toMatchObject([
      {
        kind: 'module',
        state: 'found',
        version: '2.10.0g',
        kernel: '5.10.199-190.747.amzn2.x86_64',
        vermagic: '5.10.199-190.747.amzn2.x86_64 SMP mod_unload modversions',
      },
    ]);
  });

  it('knows a module that is compiled in', () => {
    expect(
      readSections('$ modinfo ena\nname:           ena\nfilename:       (builtin)\nlicense:        GPL'),
    ).toMatchObject([{ state: 'builtin', filename: '(builtin)' }]);
    expect(readSections('$ modinfo ena\nfilename:       (builtin)')).toMatchObject([{ state: 'builtin' }]);
  });

  it('leaves other modules alone', () => {
    expect(readSections('filename: /lib/modules/6.1.0/kernel/drivers/nvme/nvme.ko\nversion: 1.0\nname: nvme')).toEqual(
      [],
    );
    expect(readSections('$ modinfo nvme\nfilename: (builtin)')).toEqual([]);
  });
});
